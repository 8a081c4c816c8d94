import { mayHaveGraphicsDevice } from '../src/main/graphics'
import { expect, test } from './fixture'

test('without a graphics processor no GPU process fails at the start: the window is drawn in software', async ({
  understudy,
}) => {
  test.skip(mayHaveGraphicsDevice(process.platform), 'this machine may have one')
  await understudy.address()
  expect(understudy.output.join('')).not.toContain('Exiting GPU process')
})
