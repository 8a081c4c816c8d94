import { Button, Group, Radio, Stack, TagsInput } from '@mantine/core'
import { useState } from 'react'
import { messageOf } from '../../../shared/errors'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { useAppStore } from '../../stores/app-store-context'
import { notifyDone } from '../../ui/perform'
import { Refusal } from '../../ui/refusal'
import { draftOfPairing, type PairingWay, pairingOfDraft, pairingProblem } from './pairing-form'

const ways: readonly { readonly way: PairingWay; readonly label: string; readonly description: string }[] = [
  {
    way: 'guess',
    label: t`By an id under a common name`,
    description: t`replyTo, requestId, correlationId, id and the like`,
  },
  {
    way: 'paths',
    label: t`By the id at these JSONPaths`,
    description: t`For messages that keep it somewhere else`,
  },
  { way: 'none', label: t`Not by ids`, description: t`Only by what a handler did in answer` },
]

/** The `pairing` part of `understudy.json`. */
export function PairingSettingsForm({ onDone }: { readonly onDone: () => void }) {
  const current = useAppStore((state) => state.pairing)
  const [draft, setDraft] = useState(() => draftOfPairing(current))
  const [refusal, setRefusal] = useState<string | null>(null)
  const problem = pairingProblem(draft)

  const save = async () => {
    try {
      await request('traffic.setPairing', pairingOfDraft(draft))
      notifyDone(t`The settings were saved to understudy.json.`)
      onDone()
    } catch (error) {
      setRefusal(messageOf(error))
    }
  }

  return (
    <form
      aria-label={t`Replies and requests`}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack gap="sm">
        <Radio.Group
          label={t`How Traffic finds the request that a message answers`}
          description={t`For the latency column, and the links between the two. What a handler answers to a message always counts.`}
          value={draft.way}
          onChange={(value) => {
            const chosen = ways.find(({ way }) => way === value)
            if (chosen) setDraft({ ...draft, way: chosen.way })
          }}
        >
          <Stack gap="xs" mt="xs">
            {ways.map(({ way, label, description }) => (
              <Radio key={way} value={way} label={label} description={description} />
            ))}
          </Stack>
        </Radio.Group>
        <TagsInput
          label={t`JSONPaths of the id`}
          description={t`The first that finds something counts, in the request and in its reply: $.header.requestId`}
          disabled={draft.way !== 'paths'}
          value={[...draft.paths]}
          error={problem ?? refusal}
          onChange={(paths) => {
            setRefusal(null)
            setDraft({ ...draft, paths })
          }}
        />
        {draft.way !== 'paths' && <Refusal>{refusal}</Refusal>}
        <Group justify="flex-end">
          <Button type="submit" disabled={problem !== null}>
            {t`Save`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
