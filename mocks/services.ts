import { service as bars } from './services/bars/service.ts'
import { service as cis2 } from './services/cis2/service.ts'
import { service as digitalSignature } from './services/digital-signature/service.ts'
import { service as dos } from './services/dos/service.ts'
import { service as eps } from './services/eps/service.ts'
import { service as epsTracker } from './services/eps/tracker/service.ts'
import { service as epsForPatients } from './services/eps/status/for-patients/service.ts'
import { service as epsStatusUpdate } from './services/eps/status/updates/service.ts'
import { service as ers } from './services/ers/service.ts'
import { service as gpRegistrationsMi } from './services/gp-registrations-mi/service.ts'
import { service as immunisationHistory } from './services/immunisation-history/service.ts'
import { service as immunisation } from './services/immunisation/service.ts'
import { service as healthcareWorker } from './services/healthcare-worker/service.ts'
import { service as mesh } from './services/mesh/service.ts'
import { service as mns } from './services/mns/service.ts'
import { service as nems } from './services/nems/service.ts'
import { service as nhsApp } from './services/nhs-app/service.ts'
import { service as nhsNotify } from './services/nhs-notify/service.ts'
import { service as nhsLogin } from './services/nhs-login/service.ts'
import { service as oauth2 } from './services/oauth2/service.ts'
import { service as nrl } from './services/nrl/service.ts'
import { service as odsOrd } from './services/ods/ord/service.ts'
import { service as ods } from './services/ods/service.ts'
import { service as pathology } from './services/pathology/service.ts'
import { service as patientDataManager } from './services/pathology/store/service.ts'
import { service as patientFlags } from './services/patient-flags/service.ts'
import { service as pds } from './services/pds/service.ts'
import { service as scr } from './services/scr/service.ts'
import { service as reasonableAdjustments } from './services/reasonable-adjustments/service.ts'
import { service as sds } from './services/sds/service.ts'
import { service as spine } from './services/spine/service.ts'
import { service as spineScr } from './services/spine/summaries/sync/service.ts'
import { service as terminology } from './services/terminology/service.ts'
import { service as validatedRelationships } from './services/validated-relationships/service.ts'
import { service as yellowCard } from './services/yellow-card/service.ts'

/** Every mocked national service, by its key. A new one needs its folder and a line here. */
export const services = {
  oauth2,
  cis2,
  'nhs-login': nhsLogin,
  pds,
  ods,
  'ods-ord': odsOrd,
  eps,
  'eps-tracker': epsTracker,
  'eps-for-patients': epsForPatients,
  'eps-status-update': epsStatusUpdate,
  ers,
  'nhs-app': nhsApp,
  scr,
  immunisation,
  'immunisation-history': immunisationHistory,
  mesh,
  sds,
  spine,
  'spine-scr': spineScr,
  'nhs-notify': nhsNotify,
  mns,
  nems,
  nrl,
  dos,
  'patient-flags': patientFlags,
  'reasonable-adjustments': reasonableAdjustments,
  'gp-registrations-mi': gpRegistrationsMi,
  'healthcare-worker': healthcareWorker,
  'validated-relationships': validatedRelationships,
  terminology,
  'digital-signature': digitalSignature,
  bars,
  'yellow-card': yellowCard,
  pathology,
  'patient-data-manager': patientDataManager,
}
