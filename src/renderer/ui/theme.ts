import {
  ActionIcon,
  Button,
  Checkbox,
  createTheme,
  type MantineColorsTuple,
  Menu,
  Modal,
  NativeSelect,
  Notification,
  NumberInput,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'
import { t } from '../../shared/text/t'

/** Teal, the colour of what the person at the window does; from index 7 on it carries white text at 4.5:1. */
const accent: MantineColorsTuple = [
  '#e4f7f4',
  '#ccebe6',
  '#9ddad1',
  '#6bcabc',
  '#4fd1c0',
  '#2aa899',
  '#1b9587',
  '#108273',
  '#0b7568',
  '#075a50',
]

/** The greys of the dark scheme, with the tint of our own surfaces. */
const dark: MantineColorsTuple = [
  '#e4e7eb',
  '#c5cad2',
  '#a3acb9',
  '#6b7482',
  '#434a55',
  '#343a43',
  '#282d35',
  '#1b1e23',
  '#15171b',
  '#101215',
]

/** Mantine with this product's fonts, colours and density (13 px text, small controls). */
export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 7 },
  fontFamily: 'var(--u-font)',
  fontFamilyMonospace: 'var(--u-font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle' } }),
    Button: Button.extend({ defaultProps: { size: 'compact-sm', fw: 500 } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'md',
        withinPortal: true,
        withInitialFocusPlaceholder: false,
        // Without keys: the one that opened the menu goes on to the document, and would close it again.
        clickOutsideEvents: ['mousedown', 'touchstart'],
        transitionProps: { duration: 80 },
        // A menu that is longer than the room for it scrolls; it would push the window out of sight.
        middlewares: { size: true },
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: { duration: 100 },
        padding: 'md',
        overlayProps: { backgroundOpacity: 0.4 },
      },
    }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'xs' } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': t`Dismiss` } } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs' } }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 500, transitionProps: { duration: 80 }, withArrow: false },
    }),
  },
})
