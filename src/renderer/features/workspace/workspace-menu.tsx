import { Button, Menu } from '@mantine/core'
import { Check, ChevronDown, Folder, FolderOpen, History, Shapes } from 'lucide-react'
import { t } from '../../../shared/text/t'
import { useCommands } from '../../commands/command-context'
import { useAppStore } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import { baseName, sampleTitle } from './workspace-names'

/** Which workspace is open, and the way to another one. */
export function WorkspaceMenu() {
  const workspace = useAppStore((state) => state.workspace)
  const samples = useAppStore((state) => state.samples)
  const all = useAppStore((state) => state.recentWorkspaces)
  const recent = all.filter((folder) => folder !== workspace.folder)
  const registry = useCommands()
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="inherit"
          fw={600}
          maw={220}
          miw={96}
          // Its title has the rest: the address beside it and the chip are wanted more.
          style={{ flexShrink: 4 }}
          title={workspace.folder}
          leftSection={<Folder size={14} aria-hidden />}
          rightSection={<ChevronDown size={13} aria-hidden />}
        >
          <span className="u-visually-hidden">{t`Workspace`} </span>
          <span className="u-truncate">
            {workspace.sample ? sampleTitle(workspace.sample) : workspace.name}
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<FolderOpen size={14} />} onClick={() => registry.run('workspace.open')}>
          {t`Open folder…`}
        </Menu.Item>
        <Menu.Label>{t`Samples`}</Menu.Label>
        {samples.map((sample) => (
          <Menu.Item
            key={sample}
            aria-current={sample === workspace.sample ? 'true' : undefined}
            leftSection={<Shapes size={14} />}
            rightSection={sample === workspace.sample && <Check size={14} aria-hidden />}
            onClick={() => perform('workspace.openSample', sample)}
          >
            {sampleTitle(sample)}
          </Menu.Item>
        ))}
        {recent.length > 0 && <Menu.Label>{t`Recent`}</Menu.Label>}
        {recent.map((folder) => (
          <Menu.Item
            key={folder}
            title={folder}
            leftSection={<History size={14} />}
            onClick={() => perform('workspace.open', { folder })}
          >
            {baseName(folder)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
