import { keepLeaver } from '../../resources/staff.ts'
import { defect } from '../defect.ts'

export const leaversLoseTheirNames = defect({
  name: 'leavers-lose-their-names',
  requirement: 'E00154',
  story: 'Tidies up when somebody leaves: the entry stays, the name does not. Who saw the patient then is nobody now.',
  replaces: keepLeaver,
  with: (services, employee, lastDay) => {
    keepLeaver.proper(services, employee, lastDay)
    services.database.run(`UPDATE staff SET title = NULL, given = 'Former', family = 'Member of staff' WHERE sds_user_id = ?`, employee.id)
  },
})
