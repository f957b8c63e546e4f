import { ISSUER_PATHS } from '../../kit/oidc/provider.ts'
import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { authorize, authorizeForm } from './routes/authorize.ts'
import { jwks, openidConfiguration } from './routes/discovery.ts'
import { endSession } from './routes/end-session.ts'
import { token } from './routes/token.ts'
import { userinfo, userinfoPost } from './routes/userinfo.ts'
import { createState } from './state.ts'

/** NHS Care Identity Service 2: signs healthcare workers in, and says in which roles they work. */
export const service = defineService({
  key: 'cis2',
  title: 'NHS CIS2 Authentication',
  basePath: ISSUER_PATHS['nhs-cis2'],
  spec: {
    title: 'NHS CIS2 Authentication, OpenID Connect guidance',
    url: 'https://digital.nhs.uk/services/care-identity-service/applications-and-services/cis2-authentication',
  },
  state: createState,
  routes: [openidConfiguration, jwks, authorize, authorizeForm, token, userinfo, userinfoPost, endSession],
  errors,
  controls,
})
