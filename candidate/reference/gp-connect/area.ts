import type { Area, Routes } from '../area.ts'
import type { Services } from '../services.ts'
import { answer, gpConnectRoot, type Door } from './answering.ts'
import { capabilityStatement } from './capability.ts'
import { foundations, searchPatient } from './foundations.ts'

function structured(door: Door): void {
  door.on('GET', '/metadata', ['structuredMetadata'], ({ context, services }) => answer(context, capabilityStatement(services, 'structured')))
}

function documents(door: Door): void {
  door.on('GET', '/metadata', ['documentsMetadata'], ({ context, services }) => answer(context, capabilityStatement(services, 'documents')))
  searchPatient(door, 'documentsPatient')
}

/** What other organisations see and do through the Spine Secure Proxy: GP Connect, with this system as the provider. */
function consumers(routes: Routes, { config }: Services): void {
  const root = `/${config.practice.odsCode}/STU3/1/gpconnect`
  // The longer roots first: the shorter one answers for all that is below it.
  routes.route(`${root}/structured`, gpConnectRoot(structured))
  routes.route(`${root}/documents`, gpConnectRoot(documents))
  routes.route(root, gpConnectRoot(foundations))
}

export const gpConnect: Area = { name: 'gp-connect', open: consumers }
