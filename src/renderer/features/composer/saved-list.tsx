import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../../shared/text/t'
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
        aria-label={t`Search saved messages`}
        placeholder={t`Search saved messages`}
        className={classes.search}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul aria-label={t`Saved messages`} className={classes.list}>
        {shown.map((saved) => (
          <SavedRow key={saved.file} saved={saved} />
        ))}
      </ul>
      {shown.length === 0 && (
        <p className={classes.none}>
          {messages.length === 0 ? (
            <>
              {t`Nothing is saved yet.`} <em>{t`Save message`}</em> {t`keeps what you composed in`}{' '}
              <code>messages/</code>.
            </>
          ) : (
            t`No saved message has this name: clear the search to see all.`
          )}
        </p>
      )}
    </div>
  )
}
