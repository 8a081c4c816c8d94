import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAppStore } from '../../stores/app-store-context'
import classes from './composer.module.css'
import { SavedRow } from './saved-row'

/** The workspace's saved messages. */
export function SavedList() {
  const messages = useAppStore((state) => state.savedMessages.messages)
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const shown = messages.filter(({ message }) => message.name.toLowerCase().includes(wanted))
  return (
    <div className={classes.saved}>
      <TextInput
        aria-label="Search saved messages"
        placeholder="Search saved messages"
        className={classes.search}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul aria-label="Saved messages" className={classes.list}>
        {shown.map((saved) => (
          <SavedRow key={saved.file} saved={saved} />
        ))}
      </ul>
      {shown.length === 0 && (
        <p className={classes.none}>
          {messages.length === 0 ? (
            <>
              Nothing is saved yet. <em>Save message</em> keeps what you composed in <code>messages/</code>.
            </>
          ) : (
            <>No saved message has this name: clear the search to see all.</>
          )}
        </p>
      )}
    </div>
  )
}
