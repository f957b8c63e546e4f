import { ISSUER_PATHS } from '../../kit/oidc/provider.ts'
import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { authorize, authorizeForm } from './routes/authorize.ts'
import { jwks, openidConfiguration, trustmark } from './routes/discovery.ts'
import { token } from './routes/token.ts'
import { updateUserinfo, userinfo, userinfoPost } from './routes/userinfo.ts'
import { createState } from './state.ts'

/** NHS login: signs citizens in, and says how surely it knows who they are. */
export const service = defineService({
  key: 'nhs-login',
  title: 'NHS login',
  basePath: ISSUER_PATHS['nhs-login'],
  spec: { title: 'NHS login Interface Specification - Federation', url: 'https://nhsconnect.github.io/nhslogin/', version: '2.1' },
  state: createState,
  routes: [openidConfiguration, jwks, trustmark, authorize, authorizeForm, token, userinfo, userinfoPost, updateUserinfo],
  errors,
  controls,
})
