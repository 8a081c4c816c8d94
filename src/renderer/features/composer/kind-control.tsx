import { SegmentedControl } from '@mantine/core'
import type { ComposerDraft } from './composer-draft'

const kinds = [
  { value: 'text', label: 'Text' },
  { value: 'json', label: 'JSON' },
  { value: 'hex', label: 'Hex' },
  { value: 'base64', label: 'Base64' },
  { value: 'file', label: 'File' },
] as const

export interface KindControlProps {
  readonly kind: ComposerDraft['kind']
  readonly onChange: (kind: ComposerDraft['kind']) => void
}

/** Text and JSON go as text messages, the others as binary ones. */
export function KindControl({ kind, onChange }: KindControlProps) {
  return (
    <SegmentedControl
      aria-label="Kind"
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
