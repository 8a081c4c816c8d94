import type { AppStore } from '../../stores/app-store'
import { perform } from '../../ui/perform'

/** Clears the entries, and the marks with them. */
export async function clearTraffic(app: AppStore): Promise<void> {
  const { marks } = app.getState()
  if (!(await perform('traffic.clear'))) return
  // The push that says so comes later, and clearing again until then would ask about marks that are gone.
  // Where it has come already, it knows as well what was marked since.
  if (app.getState().marks === marks) app.setState({ marks: [] })
}
