import { FAULT_KINDS, isDeliveryFault, type Fault } from './kit/faults.ts'
import { services } from './services.ts'
import type { AnyService } from './kit/service.ts'

const all: Record<string, AnyService> = services

/** Why a fault could never strike; nothing when it can. Such a fault is a mistake of whoever sets it: refuse it at once. */
export function faultProblem(fault: Fault): string | undefined {
  const service = Object.hasOwn(all, fault.service) ? all[fault.service] : undefined
  if (!service) return `there is no service ${fault.service}; there are ${Object.keys(all).join(', ')}`
  if (!FAULT_KINDS.includes(fault.kind)) return `${fault.kind} is not a kind of fault; kinds are ${FAULT_KINDS.join(', ')}`
  if (isDeliveryFault(fault.kind)) {
    const deliveries = service.deliveries ?? []
    if (!deliveries.length) return `${fault.service} delivers nothing to a system, so that ${fault.kind} could never strike`
    return fault.operation === undefined || deliveries.includes(fault.operation) ? undefined : `${fault.service} has no delivery ${fault.operation}; it has ${deliveries.join(', ')}`
  }
  if (fault.operation !== undefined && !service.routes.some((route) => route.operation === fault.operation)) {
    return `${fault.service} has no operation ${fault.operation}; it has ${service.routes.map((route) => route.operation).join(', ')}`
  }
  if (fault.kind === 'error' && !Object.hasOwn(service.errors, fault.name ?? '')) {
    return `${fault.service} documents no error ${fault.name}; it has ${Object.keys(service.errors).join(', ')}`
  }
  return undefined
}
