import { SegmentedControl } from '@mantine/core'
import { t } from '../../../shared/text/t'
import type { ComposerDraft } from './composer-draft'

const kinds = [
  { value: 'text', label: t`Text` },
  { value: 'json', label: t`JSON` },
  { value: 'hex', label: t`Hex` },
  { value: 'base64', label: t`Base64` },
  { value: 'file', label: t`File` },
] as const

export interface KindControlProps {
  readonly kind: ComposerDraft['kind']
  readonly onChange: (kind: ComposerDraft['kind']) => void
}

/** Text and JSON go as text messages, the others as binary ones. */
export function KindControl({ kind, onChange }: KindControlProps) {
  return (
    <SegmentedControl
      aria-label={t`Kind`}
      size="xs"
      value={kind}
      data={[...kinds]}
      onChange={(value) => {
        const found = kinds.find((one) => one.value === value)
        if (found) onChange(found.value)
      }}
    />
  )
}
