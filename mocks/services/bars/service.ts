import { echoIds } from '../../kit/echo-ids.ts'
import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, failure, refuseAccess } from './errors.ts'
import { getEndpoint, getEndpoints, getHealthcareService, getHealthcareServices } from './routes/catalogue.ts'
import { getMessageDefinitions, getMetadata } from './routes/discovery.ts'
import { heldRoutes } from './routes/held.ts'
import { pointerRoutes } from './routes/pointers.ts'
import { processMessage } from './routes/process-message.ts'
import { getSlots } from './routes/slots.ts'
import { createState, type BarsState } from './state.ts'

/** The proxy of the Booking and Referral Standard, and behind it the services that take referrals and bookings. */
export const service = defineService<BarsState, typeof controls>({
  key: 'bars',
  title: 'Booking and Referral (BaRS)',
  basePath: '/booking-and-referral/FHIR/R4',
  spec: { title: 'Booking and Referral - FHIR API', url: 'https://digital.nhs.uk/developer/api-catalogue/booking-and-referral-fhir', version: '1.4.0' },
  state: createState,
  routes: [getMetadata, getMessageDefinitions, processMessage, getSlots, ...heldRoutes, ...pointerRoutes, getHealthcareServices, getHealthcareService, getEndpoints, getEndpoint],
  errors,
  refuseAccess,
  everyReply: echoIds,
  unmatched: (call) => failure(call, 'NOT_FOUND-not-found'),
  controls,
})
