import { fileURLToPath } from 'node:url'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import nunjucks from 'nunjucks'
import type { Link, RequestContext } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import type { Config } from '../config/config.ts'
import { holds } from '../session/permission.ts'
import type { Role, User } from '../session/session.ts'
import type { Work } from '../work.ts'
import { filters } from './filters.ts'

/** Renders pages: NHS design system, server-side, every value escaped. */
export interface Pages {
  /**
   * @param template path from the reference candidate's folder: `demographics/templates/patient.njk`
   * @param data what the template needs beyond what every page has (practice, user, role, menu, formToken)
   */
  render(context: RequestContext, template: string, data?: Record<string, unknown>, status?: ContentfulStatusCode): Response
}

const HERE = fileURLToPath(new URL('..', import.meta.url))

/** Where the NHS design system lies: its templates, styles and pictures. */
export const DESIGN_SYSTEM = fileURLToPath(new URL('.', import.meta.resolve('nhsuk-frontend/dist/nhsuk/template.njk')))

/** Who a page says is signed in, and in which role: so that nobody works in somebody else's name without seeing it. */
export const accountShown = behaviour('session.accountShown', ({ session: { user }, role }: Pick<Work, 'session' | 'role'>): { user: Pick<User, 'name'>; role: Pick<Role, 'name'> } => ({ user, role }))

export function createPages({ config, menu, patientMenu }: { config: Config; menu: readonly Link[]; patientMenu: readonly Link[] }): Pages {
  const loader = new nunjucks.FileSystemLoader([HERE, fileURLToPath(new URL('../', `file://${DESIGN_SYSTEM}`))])
  const environment = new nunjucks.Environment(loader, { autoescape: true, throwOnUndefined: false, trimBlocks: true, lstripBlocks: true })
  for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter)

  return {
    render: (context, template, data = {}, status = 200) => {
      const work = context.get('work')
      const offered = (links: readonly Link[]) => links.filter(({ activity }) => work && (!activity || holds(work.role, activity)))
      const html = environment.render(template, {
        practice: config.practice,
        cspNonce: context.get('nonce'),
        path: context.req.path,
        ...(work && accountShown(work)),
        severalRoles: (work?.session.roles.length ?? 0) > 1,
        formToken: work?.session.formToken,
        idleSeconds: work && config.session.idleSeconds,
        menu: offered(menu),
        patientMenu: offered(patientMenu),
        mayDo: (activity: string) => work !== undefined && holds(work.role, activity),
        ...data,
      })
      return context.html(html, status)
    },
  }
}
