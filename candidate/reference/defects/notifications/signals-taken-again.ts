import { isNews, wasTold } from '../../notifications/take-signal.ts'
import { defect, swap } from '../defect.ts'

export const signalsTakenAgain = defect({
  name: 'signals-taken-again',
  requirement: 'NEMS01',
  story: 'Keeps no account of signals it has had, and asks PDS once more for each that comes once more.',
  replaces: wasTold,
  with: (services, signal) => {
    services.database.run('DELETE FROM national_event WHERE id = ?', signal.id)
    return false
  },
  also: [swap(isNews, () => true)],
})
