import { afterEach, describe, expect, it, vi } from 'vitest'
import { pluralForm } from './plural-form'
import { t } from './t'

/** Speaks a language from here on, as the composition roots do at the start. */
function speak(language: string, texts: Readonly<Record<string, string>>): void {
  vi.stubGlobal('understudyTexts', { language, texts })
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a text', () => {
  it('is its English without a catalogue', () => {
    expect([t`Pause`, t`Sent ${2} to ${'lobby'}`, t`{0} stays`]).toEqual([
      'Pause',
      'Sent 2 to lobby',
      '{0} stays',
    ])
  })

  it('is what the catalogue says, its values where the translation wants them', () => {
    speak('de', { Pause: 'Anhalten', 'Sent {0} to {1}': 'An {1}: {0} ({1})' })
    expect([t`Pause`, t`Sent ${2} to ${'lobby'}`]).toEqual(['Anhalten', 'An lobby: 2 (lobby)'])
  })

  it('stays English where there is no translation', () => {
    speak('de', {})
    expect(t`Sent ${2} to ${'lobby'}`).toBe('Sent 2 to lobby')
  })

  it('takes a value as it is, whatever is in it', () => {
    speak('de', { 'Room {0}, {1}': 'Raum {0}, {1}' })
    expect(t`Room ${'{1}'}, ${'$&'}`).toBe('Raum {1}, $&')
  })
})

describe('a form of a text', () => {
  it('goes with the number in English', () => {
    expect([0, 1, 2].map((count) => pluralForm(count, '# entry|# entries'))).toEqual([
      '# entries',
      '# entry',
      '# entries',
    ])
  })

  it('is one of as many as the language has', () => {
    speak('pl', {})
    const forms = [1, 3, 5].map((count) => pluralForm(count, '# wpis|# wpisy|# wpisów|# wpisu'))
    expect(forms).toEqual(['# wpis', '# wpisy', '# wpisów'])
  })

  it('is the last one where a translation gives fewer', () => {
    speak('pl', {})
    expect(pluralForm(5, '# wpis|# wpisy')).toBe('# wpisy')
  })
})
