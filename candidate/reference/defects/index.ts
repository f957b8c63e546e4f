import { absenceToldAsCancellation } from './appointments/absence-told-as-cancellation.ts'
import { absentBeforeTheHour } from './appointments/absent-before-the-hour.ts'
import { anyWordIsAMode } from './appointments/any-word-is-a-mode.ts'
import { bannerOnTheDayList } from './appointments/banner-on-the-day-list.ts'
import { blockedSlotBookable } from './appointments/blocked-slot-bookable.ts'
import { blockedSlotsOffered } from './appointments/blocked-slots-offered.ts'
import { blockingHidesABooking } from './appointments/blocking-hides-a-booking.ts'
import { bookedSlotsOffered } from './appointments/booked-slots-offered.ts'
import { bookingWithoutAlerts } from './appointments/booking-without-alerts.ts'
import { cancelledComesBack } from './appointments/cancelled-comes-back.ts'
import { cancelledForOtherReasons } from './appointments/cancelled-for-other-reasons.ts'
import { cancelledIsGone } from './appointments/cancelled-is-gone.ts'
import { cancelledSlotStaysTaken } from './appointments/cancelled-slot-stays-taken.ts'
import { clashComparedByStart } from './appointments/clash-compared-by-start.ts'
import { clocksChangeTheSession } from './appointments/clocks-change-the-session.ts'
import { everySlotIsRoutine } from './appointments/every-slot-is-routine.ts'
import { everybodyMayBook } from './appointments/everybody-may-book.ts'
import { faceToFaceProposed } from './appointments/face-to-face-proposed.ts'
import { firstModeIsBooked } from './appointments/first-mode-is-booked.ts'
import { lastDeskWins } from './appointments/last-desk-wins.ts'
import { lastSlotOverruns } from './appointments/last-slot-overruns.ts'
import { leaversCanBeBooked } from './appointments/leavers-can-be-booked.ts'
import { listedWhereFirstBooked } from './appointments/listed-where-first-booked.ts'
import { looksBeforeItTakes } from './appointments/looks-before-it-takes.ts'
import { missedAppointmentsCancelled } from './appointments/missed-appointments-cancelled.ts'
import { movesLeaveNoTrace } from './appointments/moves-leave-no-trace.ts'
import { movingIsBookingAnew } from './appointments/moving-is-booking-anew.ts'
import { movingKeepsTheOldSlot } from './appointments/moving-keeps-the-old-slot.ts'
import { movingLetsGoFirst } from './appointments/moving-lets-go-first.ts'
import { onlineFlagOfTheSession } from './appointments/online-flag-of-the-session.ts'
import { overbookingGoesUnnoticed } from './appointments/overbooking-goes-unnoticed.ts'
import { ownWordsFiledAsOther } from './appointments/own-words-filed-as-other.ts'
import { pastIsPast } from './appointments/past-is-past.ts'
import { patientsStayWithWhoIsIll } from './appointments/patients-stay-with-who-is-ill.ts'
import { reasonFilledIn } from './appointments/reason-filled-in.ts'
import { receptionPublishesSessions } from './appointments/reception-publishes-sessions.ts'
import { refusedBookingStartsOver } from './appointments/refused-booking-starts-over.ts'
import { seenForgetsArrival } from './appointments/seen-forgets-arrival.ts'
import { sessionsComparedByStart } from './appointments/sessions-compared-by-start.ts'
import { statusAsAColouredDot } from './appointments/status-as-a-coloured-dot.ts'
import { theDeadCanBeBooked } from './appointments/the-dead-can-be-booked.ts'
import { thisMorningCanBeBooked } from './appointments/this-morning-can-be-booked.ts'
import { waitingPatientsMarkedAbsent } from './appointments/waiting-patients-marked-absent.ts'
import { wayToMeetNotSearchedFor } from './appointments/way-to-meet-not-searched-for.ts'
import { withdrawingDropsPatients } from './appointments/withdrawing-drops-patients.ts'
import { withdrawnSessionStillOffered } from './appointments/withdrawn-session-still-offered.ts'
import { yesterdayCanBePublished } from './appointments/yesterday-can-be-published.ts'
import { auditEntryCanBeChanged } from './audit/audit-entry-can-be-changed.ts'
import { auditEntryCanBeDeleted } from './audit/audit-entry-can-be-deleted.ts'
import { auditForgetsTheRole } from './audit/audit-forgets-the-role.ts'
import { auditNamesTheSystem } from './audit/audit-names-the-system.ts'
import { auditWithoutDevice } from './audit/audit-without-device.ts'
import { refusalsLeaveNoTrace } from './audit/refusals-leave-no-trace.ts'
import { signInsLeaveNoTrace } from './audit/sign-ins-leave-no-trace.ts'
import { viewsLeaveNoTrace } from './audit/views-leave-no-trace.ts'
import { failedSignInsLeaveNoTrace } from './audit/failed-sign-ins-leave-no-trace.ts'
import { failuresLeaveNoTrace } from './audit/failures-leave-no-trace.ts'
import { readingTheTrailLeavesNoTrace } from './audit/reading-the-trail-leaves-no-trace.ts'
import { auditKeepsTheFirstRole } from './audit/audit-keeps-the-first-role.ts'
import { auditNumberedByTheClock } from './audit/audit-numbered-by-the-clock.ts'
import { alertsNotShown } from './banner/alerts-not-shown.ts'
import { allergiesShownToEverybody } from './banner/allergies-shown-to-everybody.ts'
import { americanDates } from './banner/american-dates.ts'
import { bannerBelowTheHeader } from './banner/banner-below-the-header.ts'
import { bannerInHalfWidth } from './banner/banner-in-half-width.ts'
import { bannerOnAListOfPatients } from './banner/banner-on-a-list-of-patients.ts'
import { bannerScrollsAway } from './banner/banner-scrolls-away.ts'
import { deathNotShown } from './banner/death-not-shown.ts'
import { formEmptiedAfterRefusal } from './banner/form-emptied-after-refusal.ts'
import { genderBeforeBirth } from './banner/gender-before-birth.ts'
import { givenNameFirst } from './banner/given-name-first.ts'
import { labelsWithColons } from './banner/labels-with-colons.ts'
import { nhsNumberCutShort } from './banner/nhs-number-cut-short.ts'
import { nhsNumberUngrouped } from './banner/nhs-number-ungrouped.ts'
import { numberFieldTakesAnything } from './banner/number-field-takes-anything.ts'
import { questionMarkForUnknown } from './banner/question-mark-for-unknown.ts'
import { savedIntoTheRecordOpenedLast } from './banner/saved-into-the-record-opened-last.ts'
import { allNumbersRemovedWithOne } from './demographics/all-numbers-removed-with-one.ts'
import { bestMatchChosenForTheUser } from './demographics/best-match-chosen-for-the-user.ts'
import { checkDigitIgnored } from './demographics/check-digit-ignored.ts'
import { checkDigitTenIsNought } from './demographics/check-digit-ten-is-nought.ts'
import { colleagueOverwritten } from './demographics/colleague-overwritten.ts'
import { deathNotTakenOver } from './demographics/death-not-taken-over.ts'
import { deceasedPatientRegistered } from './demographics/deceased-patient-registered.ts'
import { everyMatchReadInFull } from './demographics/every-match-read-in-full.ts'
import { firstRoleToldToPds } from './demographics/first-role-told-to-pds.ts'
import { formerAddressForgotten } from './demographics/former-address-forgotten.ts'
import { incompleteNumberTaken } from './demographics/incomplete-number-taken.ts'
import { itemsAddedByPosition } from './demographics/items-added-by-position.ts'
import { leaverCannotReturn } from './demographics/leaver-cannot-return.ts'
import { matchFilledUpFromTheOwnCopy } from './demographics/match-filled-up-from-the-own-copy.ts'
import { matchShownUnderTheOldNumber } from './demographics/match-shown-under-the-old-number.ts'
import { nameCleanedBeforeSearch } from './demographics/name-cleaned-before-search.ts'
import { namesakeNotTold } from './demographics/namesake-not-told.ts'
import { nationalFailureToldAsSaved } from './demographics/national-failure-told-as-saved.ts'
import { nobodyFoundIsAFailure } from './demographics/nobody-found-is-a-failure.ts'
import { odsFailureTakenForConsent } from './demographics/ods-failure-taken-for-consent.ts'
import { oldCopyWhenPdsFails } from './demographics/old-copy-when-pds-fails.ts'
import { patchesSentOneByOne } from './demographics/patches-sent-one-by-one.ts'
import { pdsAsApplication } from './demographics/pds-as-application.ts'
import { pdsAskedAtEveryLook } from './demographics/pds-asked-at-every-look.ts'
import { pdsAskedWhateverWasTyped } from './demographics/pds-asked-whatever-was-typed.ts'
import { pdsUpdateIgnoresVersion } from './demographics/pds-update-ignores-version.ts'
import { pharmacyAddedBesideTheOldOne } from './demographics/pharmacy-added-beside-the-old-one.ts'
import { pharmacyNotLookedUp } from './demographics/pharmacy-not-looked-up.ts'
import { pharmacyToldAsNominated } from './demographics/pharmacy-told-as-nominated.ts'
import { recordOfALeaverStillChanges } from './demographics/record-of-a-leaver-still-changes.ts'
import { recordReadTwice } from './demographics/record-read-twice.ts'
import { registeredASecondTime } from './demographics/registered-a-second-time.ts'
import { registeredAlthoughPdsFailed } from './demographics/registered-although-pds-failed.ts'
import { registeredUntraced } from './demographics/registered-untraced.ts'
import { registrationNeverEnds } from './demographics/registration-never-ends.ts'
import { registrationNotToldToPds } from './demographics/registration-not-told-to-pds.ts'
import { registrationWithoutAccountableGp } from './demographics/registration-without-accountable-gp.ts'
import { sensitivePatientClaimed } from './demographics/sensitive-patient-claimed.ts'
import { sensitiveRecordChangedLikeAnyOther } from './demographics/sensitive-record-changed-like-any-other.ts'
import { staleCopyShownAsNational } from './demographics/stale-copy-shown-as-national.ts'
import { statusOfTheNumberLost } from './demographics/status-of-the-number-lost.ts'
import { supersededNumberKept } from './demographics/superseded-number-kept.ts'
import { supersededNumberRegistered } from './demographics/superseded-number-registered.ts'
import { temporaryResidentClaimed } from './demographics/temporary-resident-claimed.ts'
import { tooManyMatchesIsNobody } from './demographics/too-many-matches-is-nobody.ts'
import { troubleIsNobody } from './demographics/trouble-is-nobody.ts'
import { unsentChangeLost } from './demographics/unsent-change-lost.ts'
import { versionTakenForGranted } from './demographics/version-taken-for-granted.ts'
import { whereaboutsOfASensitivePatientShown } from './demographics/whereabouts-of-a-sensitive-patient-shown.ts'
import { wholeFormSent } from './demographics/whole-form-sent.ts'
import { withdrawnNumberStillUsed } from './demographics/withdrawn-number-still-used.ts'
import { acceptedIsDelivered } from './messaging/accepted-is-delivered.ts'
import { anybodyMayWriteToPatients } from './messaging/anybody-may-write-to-patients.ts'
import { campaignIsTheNhsNumber } from './messaging/campaign-is-the-nhs-number.ts'
import { certificateBelievedByItsName } from './messaging/certificate-believed-by-its-name.ts'
import { deliveryNotShown } from './messaging/delivery-not-shown.ts'
import { doubtNeverSettled } from './messaging/doubt-never-settled.ts'
import { doubtToldAsNotSent } from './messaging/doubt-told-as-not-sent.ts'
import { doubtfulIsADeadEnd } from './messaging/doubtful-is-a-dead-end.ts'
import { lastReceiptWins } from './messaging/last-receipt-wins.ts'
import { leaveOfTheSystemNotRenewed } from './messaging/leave-of-the-system-not-renewed.ts'
import { leaversAreWrittenTo } from './messaging/leavers-are-written-to.ts'
import { limitOfTextMessages } from './messaging/limit-of-text-messages.ts'
import { longMessageCutShort } from './messaging/long-message-cut-short.ts'
import { markupQuietlyRemoved } from './messaging/markup-quietly-removed.ts'
import { messageNamesThePatient } from './messaging/message-names-the-patient.ts'
import { messageNeverTriedTwice } from './messaging/message-never-tried-twice.ts'
import { messageOnALockedScreen } from './messaging/message-on-a-locked-screen.ts'
import { messageRepeatedUntilItGetsThrough } from './messaging/message-repeated-until-it-gets-through.ts'
import { messagesLeaveNoTrace } from './messaging/messages-leave-no-trace.ts'
import { readIsOnlyDelivered } from './messaging/read-is-only-delivered.ts'
import { receiptCountedTwice } from './messaging/receipt-counted-twice.ts'
import { receiptGoesToTheNewestMessage } from './messaging/receipt-goes-to-the-newest-message.ts'
import { receiptsBelievedFromAnybody } from './messaging/receipts-believed-from-anybody.ts'
import { refusalTakenForSent } from './messaging/refusal-taken-for-sent.ts'
import { rejectionNotShown } from './messaging/rejection-not-shown.ts'
import { sentAgainWithoutAQuestion } from './messaging/sent-again-without-a-question.ts'
import { serverErrorTakenForSent } from './messaging/server-error-taken-for-sent.ts'
import { theDeadAreWrittenTo } from './messaging/the-dead-are-written-to.ts'
import { twoClicksTwoMessages } from './messaging/two-clicks-two-messages.ts'
import { unreadableReceiptAccepted } from './messaging/unreadable-receipt-accepted.ts'
import { unsentMessageLost } from './messaging/unsent-message-lost.ts'
import { wishIsForEver } from './messaging/wish-is-for-ever.ts'
import { wishNotLookedAt } from './messaging/wish-not-looked-at.ts'
import { expiredTokenIsUsed } from './national/expired-token-is-used.ts'
import { givesUpAtOnce } from './national/gives-up-at-once.ts'
import { hammersABusyService } from './national/hammers-a-busy-service.ts'
import { repeatsWhatMayHaveArrived } from './national/repeats-what-may-have-arrived.ts'
import { retryWithANewRequestId } from './national/retry-with-a-new-request-id.ts'
import { rubbishIsNobody } from './national/rubbish-is-nobody.ts'
import { waitsForEver } from './national/waits-for-ever.ts'
import { withdrawnTokenIsADeadEnd } from './national/withdrawn-token-is-a-dead-end.ts'
import { leaveEndsWithTheFirstHour } from './national/leave-ends-with-the-first-hour.ts'
import { leaveSharedByColleagues } from './national/leave-shared-by-colleagues.ts'
import { proofOfIdentityUsedAgain } from './national/proof-of-identity-used-again.ts'
import { platformErrorsShownAsTheyCome } from './national/platform-errors-shown-as-they-come.ts'
import { messagesNotTiedToActions } from './national/messages-not-tied-to-actions.ts'
import { accessOnceGivenStays } from './patient-facing/access-once-given-stays.ts'
import { allFreeTimesShown } from './patient-facing/all-free-times-shown.ts'
import { allergiesFiledAsEnded } from './patient-facing/allergies-filed-as-ended.ts'
import { anyTimeByItsId } from './patient-facing/any-time-by-its-id.ts'
import { anybodyMayActForAPatient } from './patient-facing/anybody-may-act-for-a-patient.ts'
import { anybodySwitchesServices } from './patient-facing/anybody-switches-services.ts'
import { appointmentsOpenToAllPatients } from './patient-facing/appointments-open-to-all-patients.ts'
import { appsAuditedAsTheNhsApp } from './patient-facing/apps-audited-as-the-nhs-app.ts'
import { appsLeaveNoTrace } from './patient-facing/apps-leave-no-trace.ts'
import { appsMayKeepAnswers } from './patient-facing/apps-may-keep-answers.ts'
import { askedTwiceIsTwoRequests } from './patient-facing/asked-twice-is-two-requests.ts'
import { backwardsSearchFindsNothing } from './patient-facing/backwards-search-finds-nothing.ts'
import { bookedOnlineLooksLikeTheDesk } from './patient-facing/booked-online-looks-like-the-desk.ts'
import { bookingOpenToEverybody } from './patient-facing/booking-open-to-everybody.ts'
import { callsWithoutATokenTrusted } from './patient-facing/calls-without-a-token-trusted.ts'
import { cancelledOnlineStaysTaken } from './patient-facing/cancelled-online-stays-taken.ts'
import { cancelledWithoutTheReason } from './patient-facing/cancelled-without-the-reason.ts'
import { cancellingAfterTheFact } from './patient-facing/cancelling-after-the-fact.ts'
import { cancellingStoresWhatComes } from './patient-facing/cancelling-stores-what-comes.ts'
import { cancellingTwiceIsFine } from './patient-facing/cancelling-twice-is-fine.ts'
import { dateOfAccessIgnored } from './patient-facing/date-of-access-ignored.ts'
import { dateOfMedicationIgnored } from './patient-facing/date-of-medication-ignored.ts'
import { datesOfTheListIgnored } from './patient-facing/dates-of-the-list-ignored.ts'
import { decisionNeverTold } from './patient-facing/decision-never-told.ts'
import { emptyListsLeftOut } from './patient-facing/empty-lists-left-out.ts'
import { firstTimesOnly } from './patient-facing/first-times-only.ts'
import { futureSearchedWithoutAWord } from './patient-facing/future-searched-without-a-word.ts'
import { idForAppsLeadsNowhere } from './patient-facing/id-for-apps-leads-nowhere.ts'
import { incompleteRequestBreaksIt } from './patient-facing/incomplete-request-breaks-it.ts'
import { invalidRequestGuessedAt } from './patient-facing/invalid-request-guessed-at.ts'
import { issuerNotLookedAt } from './patient-facing/issuer-not-looked-at.ts'
import { issuesWithoutTheirRepeat } from './patient-facing/issues-without-their-repeat.ts'
import { kindOfEntryIgnored } from './patient-facing/kind-of-entry-ignored.ts'
import { leaversKeepTheirAccess } from './patient-facing/leavers-keep-their-access.ts'
import { letterGivenAsText } from './patient-facing/letter-given-as-text.ts'
import { lettersOpenToAllPatients } from './patient-facing/letters-open-to-all-patients.ts'
import { lettersWithAnyAccess } from './patient-facing/letters-with-any-access.ts'
import { levelOfPrescriptionsIgnored } from './patient-facing/level-of-prescriptions-ignored.ts'
import { levelOfRecordIgnored } from './patient-facing/level-of-record-ignored.ts'
import { listOfTheDayShownToPatients } from './patient-facing/list-of-the-day-shown-to-patients.ts'
import { lookingMeansOrdering } from './patient-facing/looking-means-ordering.ts'
import { lookingNeedsOrdering } from './patient-facing/looking-needs-ordering.ts'
import { medicationOfEverybody } from './patient-facing/medication-of-everybody.ts'
import { olderEntriesLikeCurrentOnes } from './patient-facing/older-entries-like-current-ones.ts'
import { oneRequestForEver } from './patient-facing/one-request-for-ever.ts'
import { oneSwitchForAll } from './patient-facing/one-switch-for-all.ts'
import { onlineBookingsOverbook } from './patient-facing/online-bookings-overbook.ts'
import { othersAppointmentsForbidden } from './patient-facing/others-appointments-forbidden.ts'
import { othersMedicineCanBeHad } from './patient-facing/others-medicine-can-be-had.ts'
import { patientInTwoPlaces } from './patient-facing/patient-in-two-places.ts'
import { patientOfTheRequestServed } from './patient-facing/patient-of-the-request-served.ts'
import { patientsToldFromStrangers } from './patient-facing/patients-told-from-strangers.ts'
import { patientsWordsCutShort } from './patient-facing/patients-words-cut-short.ts'
import { permissionsInWordsOfItsOwn } from './patient-facing/permissions-in-words-of-its-own.ts'
import { pharmacyAndWordsDropped } from './patient-facing/pharmacy-and-words-dropped.ts'
import { proofingNotLookedAt } from './patient-facing/proofing-not-looked-at.ts'
import { reasonToldToStrangers } from './patient-facing/reason-told-to-strangers.ts'
import { recordKeptForTheNext } from './patient-facing/record-kept-for-the-next.ts'
import { recordUnderItsOwnId } from './patient-facing/record-under-its-own-id.ts'
import { refusedAppsLeaveNoTrace } from './patient-facing/refused-apps-leave-no-trace.ts'
import { rejectedWithoutAWord } from './patient-facing/rejected-without-a-word.ts'
import { requestFiledUnderWhomItNames } from './patient-facing/request-filed-under-whom-it-names.ts'
import { requestIdMadeUp } from './patient-facing/request-id-made-up.ts'
import { requestThankedForAndDropped } from './patient-facing/request-thanked-for-and-dropped.ts'
import { sameRequestIsAnother } from './patient-facing/same-request-is-another.ts'
import { searchForAWeekAtMost } from './patient-facing/search-for-a-week-at-most.ts'
import { searchWithoutBounds } from './patient-facing/search-without-bounds.ts'
import { sensitiveRecordsInTheApp } from './patient-facing/sensitive-records-in-the-app.ts'
import { stoppedMedicineCanBeHad } from './patient-facing/stopped-medicine-can-be-had.ts'
import { switchesDoNothing } from './patient-facing/switches-do-nothing.ts'
import { switchesLeaveNoTrace } from './patient-facing/switches-leave-no-trace.ts'
import { takenTimesShown } from './patient-facing/taken-times-shown.ts'
import { tenDigitsAreANumber } from './patient-facing/ten-digits-are-a-number.ts'
import { theDeadKeepTheirAccess } from './patient-facing/the-dead-keep-their-access.ts'
import { thisMorningStillShown } from './patient-facing/this-morning-still-shown.ts'
import { timesGoneByCanBeBooked } from './patient-facing/times-gone-by-can-be-booked.ts'
import { tokenGoodForADay } from './patient-facing/token-good-for-a-day.ts'
import { tokenOfAnotherSystemAccepted } from './patient-facing/token-of-another-system-accepted.ts'
import { tokenReadAndNotVerified } from './patient-facing/token-read-and-not-verified.ts'
import { tooLateIsJustForbidden } from './patient-facing/too-late-is-just-forbidden.ts'
import { unreadLettersShown } from './patient-facing/unread-letters-shown.ts'
import { unsignedTokenAccepted } from './patient-facing/unsigned-token-accepted.ts'
import { visitorsHaveTheWholeRecord } from './patient-facing/visitors-have-the-whole-record.ts'
import { whatThePatientSaysIsDropped } from './patient-facing/what-the-patient-says-is-dropped.ts'
import { wholeRecordWhateverWasAsked } from './patient-facing/whole-record-whatever-was-asked.ts'
import { withdrawnNumbersInUse } from './patient-facing/withdrawn-numbers-in-use.ts'
import { aNurseAnswersForTheDoctor } from './prescribing/a-nurse-answers-for-the-doctor.ts'
import { allergyComparesProducts } from './prescribing/allergy-compares-products.ts'
import { allergyKnowsNoClasses } from './prescribing/allergy-knows-no-classes.ts'
import { anyNumberIsAQuantity } from './prescribing/any-number-is-a-quantity.ts'
import { anybodySendsIt } from './prescribing/anybody-sends-it.ts'
import { asDirectedInOtherWords } from './prescribing/as-directed-in-other-words.ts'
import { asDirectedWillDo } from './prescribing/as-directed-will-do.ts'
import { batchesForControlledDrugs } from './prescribing/batches-for-controlled-drugs.ts'
import { blankReasonWillDo } from './prescribing/blank-reason-will-do.ts'
import { cancellationAssumed } from './prescribing/cancellation-assumed.ts'
import { cancellationForgotten } from './prescribing/cancellation-forgotten.ts'
import { cancelledOnlyHere } from './prescribing/cancelled-only-here.ts'
import { cancelsInThePrescribersName } from './prescribing/cancels-in-the-prescribers-name.ts'
import { cancelsTheWholePrescription } from './prescribing/cancels-the-whole-prescription.ts'
import { closedPharmacyUnnoticed } from './prescribing/closed-pharmacy-unnoticed.ts'
import { colleaguesChangeOverwritten } from './prescribing/colleagues-change-overwritten.ts'
import { colleaguesDraftsNotListed } from './prescribing/colleagues-drafts-not-listed.ts'
import { deathUnnoticed } from './prescribing/death-unnoticed.ts'
import { doseCutOff } from './prescribing/dose-cut-off.ts'
import { doseLeftToThePharmacist } from './prescribing/dose-left-to-the-pharmacist.ts'
import { doubleClickSendsTwo } from './prescribing/double-click-sends-two.ts'
import { duplicateOnlyBySubstance } from './prescribing/duplicate-only-by-substance.ts'
import { duplicateOnlyOfTheSameProduct } from './prescribing/duplicate-only-of-the-same-product.ts'
import { eachItemHasItsOwnDate } from './prescribing/each-item-has-its-own-date.ts'
import { earlyIssueUnnoticed } from './prescribing/early-issue-unnoticed.ts'
import { epsRefusalIsANumber } from './prescribing/eps-refusal-is-a-number.ts'
import { everyAllergyWarns } from './prescribing/every-allergy-warns.ts'
import { everyCancellationIsAnError } from './prescribing/every-cancellation-is-an-error.ts'
import { everybodyCancels } from './prescribing/everybody-cancels.ts'
import { everybodyPrescribes } from './prescribing/everybody-prescribes.ts'
import { fifthItemCutOff } from './prescribing/fifth-item-cut-off.ts'
import { givesUpAfterOneSilence } from './prescribing/gives-up-after-one-silence.ts'
import { gmpNumberBesideTheGmcNumber } from './prescribing/gmp-number-beside-the-gmc-number.ts'
import { interactionsUnknown } from './prescribing/interactions-unknown.ts'
import { leaversArePrescribedFor } from './prescribing/leavers-are-prescribed-for.ts'
import { lineNumberedByPosition } from './prescribing/line-numbered-by-position.ts'
import { looksAtTheAlgorithmOnly } from './prescribing/looks-at-the-algorithm-only.ts'
import { markedIsCancelled } from './prescribing/marked-is-cancelled.ts'
import { nearestProductChosen } from './prescribing/nearest-product-chosen.ts'
import { noBatchesForAnyControlledDrug } from './prescribing/no-batches-for-any-controlled-drug.ts'
import { noPrescriptionWithoutPds } from './prescribing/no-prescription-without-pds.ts'
import { oncePrescribedAlwaysTaken } from './prescribing/once-prescribed-always-taken.ts'
import { oneKeyForThePractice } from './prescribing/one-key-for-the-practice.ts'
import { oneReasonForAllWarnings } from './prescribing/one-reason-for-all-warnings.ts'
import { onlyDraftsAreMedication } from './prescribing/only-drafts-are-medication.ts'
import { outcomesInOneSentence } from './prescribing/outcomes-in-one-sentence.ts'
import { passedOverWithoutATrace } from './prescribing/passed-over-without-a-trace.ts'
import { patientsOnOnePrescription } from './prescribing/patients-on-one-prescription.ts'
import { pharmacyOfTheHouse } from './prescribing/pharmacy-of-the-house.ts'
import { prescribingWithoutAName } from './prescribing/prescribing-without-a-name.ts'
import { preparingIsSigning } from './prescribing/preparing-is-signing.ts'
import { prescriptionNumberUsedAgain } from './prescribing/prescription-number-used-again.ts'
import { quantityStaysAsItWas } from './prescribing/quantity-stays-as-it-was.ts'
import { reasonMadeUp } from './prescribing/reason-made-up.ts'
import { reasonReplacedByATick } from './prescribing/reason-replaced-by-a-tick.ts'
import { refusedPrescriptionForgotten } from './prescribing/refused-prescription-forgotten.ts'
import { resentUnderAnotherId } from './prescribing/resent-under-another-id.ts'
import { schedule5ValidFor28Days } from './prescribing/schedule-5-valid-for-28-days.ts'
import { sentAgainAsAnotherMessage } from './prescribing/sent-again-as-another-message.ts'
import { signedAtTheMomentOfSending } from './prescribing/signed-at-the-moment-of-sending.ts'
import { signedItemStillChanges } from './prescribing/signed-item-still-changes.ts'
import { signsFromTheOldCopy } from './prescribing/signs-from-the-old-copy.ts'
import { signsWhateverIsPrepared } from './prescribing/signs-whatever-is-prepared.ts'
import { silenceToldAsNotSent } from './prescribing/silence-told-as-not-sent.ts'
import { silenceToldAsSent } from './prescribing/silence-told-as-sent.ts'
import { smartcardNotNeeded } from './prescribing/smartcard-not-needed.ts'
import { somebodyElsesRoleOnThePrescription } from './prescribing/somebody-elses-role-on-the-prescription.ts'
import { stepsOfADoseBackwards } from './prescribing/steps-of-a-dose-backwards.ts'
import { takenOffTheListBeforeItIsPrepared } from './prescribing/taken-off-the-list-before-it-is-prepared.ts'
import { thirtyDaysForEverything } from './prescribing/thirty-days-for-everything.ts'
import { thirtyDaysUnknown } from './prescribing/thirty-days-unknown.ts'
import { thirtyDaysForSchedule2Only } from './prescribing/thirty-days-for-schedule-2-only.ts'
import { unsentWithoutATask } from './prescribing/unsent-without-a-task.ts'
import { validForSixMonths } from './prescribing/valid-for-six-months.ts'
import { warnedOnceAndForAll } from './prescribing/warned-once-and-for-all.ts'
import { warningsNotOnThePage } from './prescribing/warnings-not-on-the-page.ts'
import { warnsAtThirtyDays } from './prescribing/warns-at-thirty-days.ts'
import { whateverIsAnsweredIsCancelled } from './prescribing/whatever-is-answered-is-cancelled.ts'
import { wholeQuantitiesOnly } from './prescribing/whole-quantities-only.ts'
import { wordsEndAtAHundred } from './prescribing/words-end-at-a-hundred.ts'
import { wordsForEverything } from './prescribing/words-for-everything.ts'
import { wordsForSchedule2Only } from './prescribing/words-for-schedule-2-only.ts'
import { wrongCheckCharacter } from './prescribing/wrong-check-character.ts'
import { everybodyManagesThePractice } from './resources/everybody-manages-the-practice.ts'
import { leaversLoseTheirNames } from './resources/leavers-lose-their-names.ts'
import { leaversStillSeePatients } from './resources/leavers-still-see-patients.ts'
import { movedSiteKeepsItsAddress } from './resources/moved-site-keeps-its-address.ts'
import { siteInUseRemoved } from './resources/site-in-use-removed.ts'
import { staffComparedByName } from './resources/staff-compared-by-name.ts'
import { idTokenOfAnotherApplication } from './session/id-token-of-another-application.ts'
import { idTokenSignatureUnchecked } from './session/id-token-signature-unchecked.ts'
import { rbacOnlyHidesTheButton } from './session/rbac-only-hides-the-button.ts'
import { rolesAddUp } from './session/roles-add-up.ts'
import { rolesOfOtherPracticesCount } from './session/roles-of-other-practices-count.ts'
import { sessionNeverIdlesOut } from './session/session-never-idles-out.ts'
import { sessionOutlivesTheDay } from './session/session-outlives-the-day.ts'
import { signOutKeepsTheSession } from './session/sign-out-keeps-the-session.ts'
import { weakSignInAccepted } from './session/weak-sign-in-accepted.ts'
import { signInWithoutProofKey } from './session/sign-in-without-proof-key.ts'
import { signInWithAPasswordWillDo } from './session/sign-in-with-a-password-will-do.ts'
import { sameNonceForEverySignIn } from './session/same-nonce-for-every-sign-in.ts'
import { signInCompletedInAnyBrowser } from './session/sign-in-completed-in-any-browser.ts'
import { wayBackIsGoodForEver } from './session/way-back-is-good-for-ever.ts'
import { failedSignInStartsOver } from './session/failed-sign-in-starts-over.ts'
import { algorithmTakenFromTheToken } from './session/algorithm-taken-from-the-token.ts'
import { clocksMayDifferByADay } from './session/clocks-may-differ-by-a-day.ts'
import { nonceCheckedIfThereIsOne } from './session/nonce-checked-if-there-is-one.ts'
import { signingKeysKeptForEver } from './session/signing-keys-kept-for-ever.ts'
import { unknownRolesBecomeStandardOnes } from './session/unknown-roles-become-standard-ones.ts'
import { roleSwitchTakesAnyRole } from './session/role-switch-takes-any-role.ts'
import { idleCountedFromSignIn } from './session/idle-counted-from-sign-in.ts'
import { sessionKeyKeptAtSignIn } from './session/session-key-kept-at-sign-in.ts'
import { sessionKeyOpenToScripts } from './session/session-key-open-to-scripts.ts'
import { sessionKeySentUnencrypted } from './session/session-key-sent-unencrypted.ts'
import { sessionKeyForEverySite } from './session/session-key-for-every-site.ts'
import { sessionKeyKeptForAMonth } from './session/session-key-kept-for-a-month.ts'
import { sessionEndsWithoutAWord } from './session/session-ends-without-a-word.ts'
import { pagesKeptByTheBrowser } from './session/pages-kept-by-the-browser.ts'
import { oldTlsStillSpoken } from './session/old-tls-still-spoken.ts'
import { answersWithoutEncryption } from './session/answers-without-encryption.ts'
import { everybodyReadsWhatIsClinical } from './session/everybody-reads-what-is-clinical.ts'
import { whoMayLookMayChange } from './session/who-may-look-may-change.ts'
import { rightsByJobTitle } from './session/rights-by-job-title.ts'
import { screenNamesNobody } from './session/screen-names-nobody.ts'
import { auditTrailOpenToEverybody } from './session/audit-trail-open-to-everybody.ts'
import { referralDefects } from './referrals/index.ts'
import type { Defect } from './defect.ts'

/** Every fault this system can be started with, by area. */
export const defects: readonly Defect[] = [
  // session
  idTokenSignatureUnchecked,
  idTokenOfAnotherApplication,
  weakSignInAccepted,
  rolesOfOtherPracticesCount,
  rolesAddUp,
  rbacOnlyHidesTheButton,
  sessionNeverIdlesOut,
  sessionOutlivesTheDay,
  signOutKeepsTheSession,
  signInWithoutProofKey,
  signInWithAPasswordWillDo,
  sameNonceForEverySignIn,
  signInCompletedInAnyBrowser,
  wayBackIsGoodForEver,
  failedSignInStartsOver,
  algorithmTakenFromTheToken,
  clocksMayDifferByADay,
  nonceCheckedIfThereIsOne,
  signingKeysKeptForEver,
  unknownRolesBecomeStandardOnes,
  roleSwitchTakesAnyRole,
  idleCountedFromSignIn,
  sessionKeyKeptAtSignIn,
  sessionKeyOpenToScripts,
  sessionKeySentUnencrypted,
  sessionKeyForEverySite,
  sessionKeyKeptForAMonth,
  sessionEndsWithoutAWord,
  pagesKeptByTheBrowser,
  oldTlsStillSpoken,
  answersWithoutEncryption,
  everybodyReadsWhatIsClinical,
  whoMayLookMayChange,
  auditTrailOpenToEverybody,
  rightsByJobTitle,
  screenNamesNobody,
  // audit
  refusalsLeaveNoTrace,
  viewsLeaveNoTrace,
  signInsLeaveNoTrace,
  auditNamesTheSystem,
  auditForgetsTheRole,
  auditWithoutDevice,
  auditEntryCanBeDeleted,
  auditEntryCanBeChanged,
  failedSignInsLeaveNoTrace,
  failuresLeaveNoTrace,
  readingTheTrailLeavesNoTrace,
  auditKeepsTheFirstRole,
  auditNumberedByTheClock,
  // national
  retryWithANewRequestId,
  givesUpAtOnce,
  hammersABusyService,
  repeatsWhatMayHaveArrived,
  waitsForEver,
  withdrawnTokenIsADeadEnd,
  expiredTokenIsUsed,
  rubbishIsNobody,
  leaveEndsWithTheFirstHour,
  leaveSharedByColleagues,
  proofOfIdentityUsedAgain,
  platformErrorsShownAsTheyCome,
  messagesNotTiedToActions,
  // demographics
  pdsUpdateIgnoresVersion,
  unsentChangeLost,
  patchesSentOneByOne,
  itemsAddedByPosition,
  pdsAsApplication,
  firstRoleToldToPds,
  nationalFailureToldAsSaved,
  staleCopyShownAsNational,
  tooManyMatchesIsNobody,
  bestMatchChosenForTheUser,
  supersededNumberRegistered,
  supersededNumberKept,
  deceasedPatientRegistered,
  registrationNotToldToPds,
  checkDigitIgnored,
  formerAddressForgotten,
  recordOfALeaverStillChanges,
  pharmacyAddedBesideTheOldOne,
  namesakeNotTold,
  whereaboutsOfASensitivePatientShown,
  nobodyFoundIsAFailure,
  nameCleanedBeforeSearch,
  everyMatchReadInFull,
  troubleIsNobody,
  pdsAskedWhateverWasTyped,
  checkDigitTenIsNought,
  incompleteNumberTaken,
  oldCopyWhenPdsFails,
  recordReadTwice,
  pdsAskedAtEveryLook,
  statusOfTheNumberLost,
  withdrawnNumberStillUsed,
  deathNotTakenOver,
  colleagueOverwritten,
  versionTakenForGranted,
  wholeFormSent,
  allNumbersRemovedWithOne,
  sensitiveRecordChangedLikeAnyOther,
  registeredUntraced,
  registeredAlthoughPdsFailed,
  registeredASecondTime,
  leaverCannotReturn,
  registrationWithoutAccountableGp,
  registrationNeverEnds,
  temporaryResidentClaimed,
  sensitivePatientClaimed,
  pharmacyNotLookedUp,
  odsFailureTakenForConsent,
  pharmacyToldAsNominated,
  matchFilledUpFromTheOwnCopy,
  matchShownUnderTheOldNumber,
  // banner
  nhsNumberUngrouped,
  nhsNumberCutShort,
  givenNameFirst,
  genderBeforeBirth,
  americanDates,
  deathNotShown,
  questionMarkForUnknown,
  labelsWithColons,
  allergiesShownToEverybody,
  alertsNotShown,
  bannerBelowTheHeader,
  bannerScrollsAway,
  bannerInHalfWidth,
  bannerOnAListOfPatients,
  numberFieldTakesAnything,
  formEmptiedAfterRefusal,
  savedIntoTheRecordOpenedLast,
  // appointments
  absenceToldAsCancellation,
  absentBeforeTheHour,
  anyWordIsAMode,
  bannerOnTheDayList,
  blockedSlotBookable,
  blockedSlotsOffered,
  blockingHidesABooking,
  bookedSlotsOffered,
  bookingWithoutAlerts,
  cancelledComesBack,
  cancelledForOtherReasons,
  cancelledIsGone,
  cancelledSlotStaysTaken,
  clashComparedByStart,
  clocksChangeTheSession,
  everySlotIsRoutine,
  everybodyMayBook,
  faceToFaceProposed,
  firstModeIsBooked,
  lastDeskWins,
  lastSlotOverruns,
  leaversCanBeBooked,
  listedWhereFirstBooked,
  looksBeforeItTakes,
  missedAppointmentsCancelled,
  movesLeaveNoTrace,
  movingIsBookingAnew,
  movingKeepsTheOldSlot,
  movingLetsGoFirst,
  onlineFlagOfTheSession,
  overbookingGoesUnnoticed,
  ownWordsFiledAsOther,
  pastIsPast,
  patientsStayWithWhoIsIll,
  reasonFilledIn,
  receptionPublishesSessions,
  refusedBookingStartsOver,
  seenForgetsArrival,
  sessionsComparedByStart,
  statusAsAColouredDot,
  theDeadCanBeBooked,
  thisMorningCanBeBooked,
  waitingPatientsMarkedAbsent,
  wayToMeetNotSearchedFor,
  withdrawingDropsPatients,
  withdrawnSessionStillOffered,
  yesterdayCanBePublished,
  // resources
  everybodyManagesThePractice,
  leaversLoseTheirNames,
  leaversStillSeePatients,
  movedSiteKeepsItsAddress,
  siteInUseRemoved,
  staffComparedByName,
  // messaging
  acceptedIsDelivered,
  anybodyMayWriteToPatients,
  campaignIsTheNhsNumber,
  certificateBelievedByItsName,
  deliveryNotShown,
  doubtNeverSettled,
  doubtToldAsNotSent,
  doubtfulIsADeadEnd,
  lastReceiptWins,
  leaveOfTheSystemNotRenewed,
  leaversAreWrittenTo,
  limitOfTextMessages,
  longMessageCutShort,
  markupQuietlyRemoved,
  messageNamesThePatient,
  messageNeverTriedTwice,
  messageOnALockedScreen,
  messageRepeatedUntilItGetsThrough,
  messagesLeaveNoTrace,
  readIsOnlyDelivered,
  receiptCountedTwice,
  receiptGoesToTheNewestMessage,
  receiptsBelievedFromAnybody,
  refusalTakenForSent,
  rejectionNotShown,
  sentAgainWithoutAQuestion,
  serverErrorTakenForSent,
  theDeadAreWrittenTo,
  twoClicksTwoMessages,
  unreadableReceiptAccepted,
  unsentMessageLost,
  wishIsForEver,
  wishNotLookedAt,
  // prescribing
  wrongCheckCharacter,
  prescriptionNumberUsedAgain,
  lineNumberedByPosition,
  doseCutOff,
  stepsOfADoseBackwards,
  eachItemHasItsOwnDate,
  fifthItemCutOff,
  gmpNumberBesideTheGmcNumber,
  somebodyElsesRoleOnThePrescription,
  oneKeyForThePractice,
  signsWhateverIsPrepared,
  looksAtTheAlgorithmOnly,
  signedAtTheMomentOfSending,
  signsFromTheOldCopy,
  noPrescriptionWithoutPds,
  pharmacyOfTheHouse,
  closedPharmacyUnnoticed,
  takenOffTheListBeforeItIsPrepared,
  epsRefusalIsANumber,
  givesUpAfterOneSilence,
  resentUnderAnotherId,
  sentAgainAsAnotherMessage,
  silenceToldAsSent,
  silenceToldAsNotSent,
  unsentWithoutATask,
  refusedPrescriptionForgotten,
  anybodySendsIt,
  whateverIsAnsweredIsCancelled,
  markedIsCancelled,
  outcomesInOneSentence,
  cancelledOnlyHere,
  cancelsTheWholePrescription,
  reasonMadeUp,
  everyCancellationIsAnError,
  cancelsInThePrescribersName,
  everybodyCancels,
  cancellationAssumed,
  cancellationForgotten,
  allergyComparesProducts,
  allergyKnowsNoClasses,
  everyAllergyWarns,
  blankReasonWillDo,
  reasonReplacedByATick,
  passedOverWithoutATrace,
  oneReasonForAllWarnings,
  aNurseAnswersForTheDoctor,
  warnedOnceAndForAll,
  duplicateOnlyOfTheSameProduct,
  duplicateOnlyBySubstance,
  onlyDraftsAreMedication,
  oncePrescribedAlwaysTaken,
  interactionsUnknown,
  earlyIssueUnnoticed,
  wordsForSchedule2Only,
  wordsForEverything,
  wordsEndAtAHundred,
  asDirectedWillDo,
  asDirectedInOtherWords,
  thirtyDaysUnknown,
  thirtyDaysForSchedule2Only,
  warnsAtThirtyDays,
  thirtyDaysForEverything,
  batchesForControlledDrugs,
  noBatchesForAnyControlledDrug,
  validForSixMonths,
  schedule5ValidFor28Days,
  nearestProductChosen,
  doseLeftToThePharmacist,
  anyNumberIsAQuantity,
  wholeQuantitiesOnly,
  quantityStaysAsItWas,
  colleaguesChangeOverwritten,
  signedItemStillChanges,
  doubleClickSendsTwo,
  preparingIsSigning,
  colleaguesDraftsNotListed,
  everybodyPrescribes,
  smartcardNotNeeded,
  patientsOnOnePrescription,
  leaversArePrescribedFor,
  deathUnnoticed,
  warningsNotOnThePage,
  prescribingWithoutAName,
  // referrals
  ...referralDefects,
  // patient-facing
  accessOnceGivenStays,
  allFreeTimesShown,
  allergiesFiledAsEnded,
  anyTimeByItsId,
  anybodyMayActForAPatient,
  anybodySwitchesServices,
  appointmentsOpenToAllPatients,
  appsAuditedAsTheNhsApp,
  appsLeaveNoTrace,
  appsMayKeepAnswers,
  askedTwiceIsTwoRequests,
  backwardsSearchFindsNothing,
  bookedOnlineLooksLikeTheDesk,
  bookingOpenToEverybody,
  callsWithoutATokenTrusted,
  cancelledOnlineStaysTaken,
  cancelledWithoutTheReason,
  cancellingAfterTheFact,
  cancellingStoresWhatComes,
  cancellingTwiceIsFine,
  dateOfAccessIgnored,
  dateOfMedicationIgnored,
  datesOfTheListIgnored,
  decisionNeverTold,
  emptyListsLeftOut,
  firstTimesOnly,
  futureSearchedWithoutAWord,
  idForAppsLeadsNowhere,
  incompleteRequestBreaksIt,
  invalidRequestGuessedAt,
  issuerNotLookedAt,
  issuesWithoutTheirRepeat,
  kindOfEntryIgnored,
  leaversKeepTheirAccess,
  letterGivenAsText,
  lettersOpenToAllPatients,
  lettersWithAnyAccess,
  levelOfPrescriptionsIgnored,
  levelOfRecordIgnored,
  listOfTheDayShownToPatients,
  lookingMeansOrdering,
  lookingNeedsOrdering,
  medicationOfEverybody,
  olderEntriesLikeCurrentOnes,
  oneRequestForEver,
  oneSwitchForAll,
  onlineBookingsOverbook,
  othersAppointmentsForbidden,
  othersMedicineCanBeHad,
  patientInTwoPlaces,
  patientOfTheRequestServed,
  patientsToldFromStrangers,
  patientsWordsCutShort,
  permissionsInWordsOfItsOwn,
  pharmacyAndWordsDropped,
  proofingNotLookedAt,
  reasonToldToStrangers,
  recordKeptForTheNext,
  recordUnderItsOwnId,
  refusedAppsLeaveNoTrace,
  rejectedWithoutAWord,
  requestFiledUnderWhomItNames,
  requestIdMadeUp,
  requestThankedForAndDropped,
  sameRequestIsAnother,
  searchForAWeekAtMost,
  searchWithoutBounds,
  sensitiveRecordsInTheApp,
  stoppedMedicineCanBeHad,
  switchesDoNothing,
  switchesLeaveNoTrace,
  takenTimesShown,
  tenDigitsAreANumber,
  theDeadKeepTheirAccess,
  thisMorningStillShown,
  timesGoneByCanBeBooked,
  tokenGoodForADay,
  tokenOfAnotherSystemAccepted,
  tokenReadAndNotVerified,
  tooLateIsJustForbidden,
  unreadLettersShown,
  unsignedTokenAccepted,
  visitorsHaveTheWholeRecord,
  whatThePatientSaysIsDropped,
  wholeRecordWhateverWasAsked,
  withdrawnNumbersInUse,
]
