import { copyFile, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Locator } from '@playwright/test'
import { expect } from '../fixture'
import { showTheme } from '../journey'
import type { UnderstudyApp } from '../understudy-app'

const root = resolve(import.meta.dirname, '../..')
/** All of them, for people to look at; not part of the project. */
const all = join(root, 'screenshots')
/** What README and the tour show. */
const documents = join(root, 'docs/images')

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const themes = ['light', 'dark'] as const

interface PictureOptions {
  /** The part of the window, all of it without. */
  readonly part?: Locator
  /** The theme in which the documents show it, in the smaller size. */
  readonly shown?: (typeof themes)[number]
}

/** Pictures of the window at two sizes in both themes. */
export async function takePictures(
  understudy: UnderstudyApp,
  name: string,
  { part, shown }: PictureOptions = {},
): Promise<void> {
  await mkdir(all, { recursive: true })
  for (const size of sizes) {
    await resize(understudy, size)
    for (const theme of themes) {
      await showTheme(understudy.page, theme)
      const path = join(all, `${name}-${theme}-${size.width}.png`)
      await (part ?? understudy.page).screenshot({ path })
      if (size.width === 1280 && theme === shown)
        await copyFile(path, join(documents, `${name}-${theme}.png`))
    }
  }
}

/** Somebody who has been here before. */
export async function declineTour({ page }: UnderstudyApp): Promise<void> {
  await page.getByRole('button', { name: 'No, thanks' }).click()
}

async function resize({ app, page }: UnderstudyApp, size: { width: number; height: number }): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
  }, size)
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(size.width)
}
