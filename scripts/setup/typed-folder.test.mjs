import { expect, test } from 'vitest'
import { projectFolder } from './project.mjs'
import { typedFolder } from './typed-folder.mjs'

test('under npm, paths are relative to where the command was typed', () => {
  const environment = { npm_lifecycle_event: 'serve', INIT_CWD: '/home/me' }
  expect(typedFolder(environment, projectFolder)).toBe('/home/me')
})

test('a script that is run directly stays where it is, even inside another npm command', () => {
  expect(typedFolder({}, '/elsewhere')).toBe('/elsewhere')
  expect(typedFolder({ npm_lifecycle_event: 'test', INIT_CWD: '/home/me' }, projectFolder)).toBe(
    projectFolder,
  )
})
