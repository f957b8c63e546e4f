import type { Defect } from '../defect.ts'
import { answersForTheAskerOnly } from './answers-for-the-asker-only.ts'
import { answersNotFetched } from './answers-not-fetched.ts'
import { anyReferralOfHersWillDo } from './any-referral-of-hers-will-do.ts'
import { anybodyMayBeNamed } from './anybody-may-be-named.ts'
import { bannerOfTheFirstOnTheWorklist } from './banner-of-the-first-on-the-worklist.ts'
import { bookingReferenceAsANumber } from './booking-reference-as-a-number.ts'
import { cancellationReasonFilledIn } from './cancellation-reason-filled-in.ts'
import { cancelledHereOnly } from './cancelled-here-only.ts'
import { codesInsteadOfWords } from './codes-instead-of-words.ts'
import { conversionAlwaysAllowed } from './conversion-always-allowed.ts'
import { convertedAdviceForgotten } from './converted-advice-forgotten.ts'
import { dashForAComment } from './dash-for-a-comment.ts'
import { emptyWorklistInTrouble } from './empty-worklist-in-trouble.ts'
import { everyClickIsAReferral } from './every-click-is-a-referral.ts'
import { everyDeferralForWantOfTimes } from './every-deferral-for-want-of-times.ts'
import { everyQuestionListed } from './every-question-listed.ts'
import { everyReasonOffered } from './every-reason-offered.ts'
import { everybodyMayRefer } from './everybody-may-refer.ts'
import { firstClinicianTakesIt } from './first-clinician-takes-it.ts'
import { firstTimeIsBooked } from './first-time-is-booked.ts'
import { homemadeLetterForThePatient } from './homemade-letter-for-the-patient.ts'
import { lastWordWins } from './last-word-wins.ts'
import { leaversAreReferred } from './leavers-are-referred.ts'
import { letterInAnotherEncoding } from './letter-in-another-encoding.ts'
import { lettersUnchecked } from './letters-unchecked.ts'
import { loneTriageUnnoticed } from './lone-triage-unnoticed.ts'
import { looksWiderWhenNothingFits } from './looks-wider-when-nothing-fits.ts'
import { missingDetailsMadeUp } from './missing-details-made-up.ts'
import { neverLooksWhatBecameOfIt } from './never-looks-what-became-of-it.ts'
import { newLetterReplacesTheOld } from './new-letter-replaces-the-old.ts'
import { newestOnTheListWillDo } from './newest-on-the-list-will-do.ts'
import { nextTimeBookedInstead } from './next-time-booked-instead.ts'
import { noTimesToldAsFailedBooking } from './no-times-told-as-failed-booking.ts'
import { oldestAtTheTop } from './oldest-at-the-top.ts'
import { patientOnScreenNotLookedAt } from './patient-on-screen-not-looked-at.ts'
import { questionAskedTwice } from './question-asked-twice.ts'
import { questionCutShort } from './question-cut-short.ts'
import { referralByHandGoesToNobody } from './referral-by-hand-goes-to-nobody.ts'
import { referralGivenUpWhenBusy } from './referral-given-up-when-busy.ts'
import { referralKeepsWhatERsTakes } from './referral-keeps-what-e-rs-takes.ts'
import { referralLeavesNoTrace } from './referral-leaves-no-trace.ts'
import { referralsOfferedToAdviceLines } from './referrals-offered-to-advice-lines.ts'
import { refersAsApplication } from './refers-as-application.ts'
import { refusalsToldAsDone } from './refusals-told-as-done.ts'
import { refusedReferralIsGone } from './refused-referral-is-gone.ts'
import { refusedReferralStartsOver } from './refused-referral-starts-over.ts'
import { repeatsAReferralAsAsked } from './repeats-a-referral-as-asked.ts'
import { returnedReferralsNotListed } from './returned-referrals-not-listed.ts'
import { secretaryActsOnHerOwn } from './secretary-acts-on-her-own.ts'
import { secretaryRefersAsHerself } from './secretary-refers-as-herself.ts'
import { sendsAgainWhenItCannotLook } from './sends-again-when-it-cannot-look.ts'
import { sendsAgainWithoutLooking } from './sends-again-without-looking.ts'
import { servicesOfTheLastPatient } from './services-of-the-last-patient.ts'
import { shortlistCutToFit } from './shortlist-cut-to-fit.ts'
import { shortlistInOrderOfNumber } from './shortlist-in-order-of-number.ts'
import { shortlistOfTen } from './shortlist-of-ten.ts'
import { standsWhereWeLeftIt } from './stands-where-we-left-it.ts'
import { suspectedCancerNotFlagged } from './suspected-cancer-not-flagged.ts'
import { suspectedCancerSentAsUrgent } from './suspected-cancer-sent-as-urgent.ts'
import { theDeadAreReferred } from './the-dead-are-referred.ts'
import { unconfirmedChangeNotLookedUp } from './unconfirmed-change-not-looked-up.ts'
import { unconfirmedIsStuck } from './unconfirmed-is-stuck.ts'
import { unconfirmedQuestionToldAsNotSent } from './unconfirmed-question-told-as-not-sent.ts'
import { unconfirmedToldAsNotSent } from './unconfirmed-told-as-not-sent.ts'
import { unsentLetterIsLost } from './unsent-letter-is-lost.ts'
import { urgentGoesAsRoutine } from './urgent-goes-as-routine.ts'
import { virusNotTold } from './virus-not-told.ts'
import { worklistByNumber } from './worklist-by-number.ts'
import { worklistOfKnownReferrals } from './worklist-of-known-referrals.ts'
import { worklistOfMyOwn } from './worklist-of-my-own.ts'
import { worklistWithoutReasons } from './worklist-without-reasons.ts'

/** The ways to get referrals wrong. */
export const referralDefects: readonly Defect[] = [
  missingDetailsMadeUp,
  referralKeepsWhatERsTakes,
  referralByHandGoesToNobody,
  suspectedCancerSentAsUrgent,
  urgentGoesAsRoutine,
  suspectedCancerNotFlagged,
  bookingReferenceAsANumber,
  refersAsApplication,
  firstClinicianTakesIt,
  anybodyMayBeNamed,
  secretaryRefersAsHerself,
  everybodyMayRefer,
  patientOnScreenNotLookedAt,
  theDeadAreReferred,
  leaversAreReferred,
  referralLeavesNoTrace,
  everyClickIsAReferral,
  refusedReferralIsGone,
  unconfirmedToldAsNotSent,
  neverLooksWhatBecameOfIt,
  sendsAgainWithoutLooking,
  sendsAgainWhenItCannotLook,
  unconfirmedIsStuck,
  anyReferralOfHersWillDo,
  newestOnTheListWillDo,
  repeatsAReferralAsAsked,
  codesInsteadOfWords,
  referralsOfferedToAdviceLines,
  looksWiderWhenNothingFits,
  servicesOfTheLastPatient,
  shortlistInOrderOfNumber,
  shortlistOfTen,
  shortlistCutToFit,
  loneTriageUnnoticed,
  lastWordWins,
  refusalsToldAsDone,
  cancelledHereOnly,
  unconfirmedChangeNotLookedUp,
  cancellationReasonFilledIn,
  dashForAComment,
  everyReasonOffered,
  standsWhereWeLeftIt,
  newLetterReplacesTheOld,
  letterInAnotherEncoding,
  lettersUnchecked,
  virusNotTold,
  unsentLetterIsLost,
  homemadeLetterForThePatient,
  worklistWithoutReasons,
  worklistOfMyOwn,
  returnedReferralsNotListed,
  worklistOfKnownReferrals,
  emptyWorklistInTrouble,
  oldestAtTheTop,
  firstTimeIsBooked,
  nextTimeBookedInstead,
  everyDeferralForWantOfTimes,
  noTimesToldAsFailedBooking,
  questionCutShort,
  answersNotFetched,
  answersForTheAskerOnly,
  everyQuestionListed,
  convertedAdviceForgotten,
  conversionAlwaysAllowed,
  unconfirmedQuestionToldAsNotSent,
  questionAskedTwice,
  bannerOfTheFirstOnTheWorklist,
  worklistByNumber,
  refusedReferralStartsOver,
  secretaryActsOnHerOwn,
  referralGivenUpWhenBusy,
]
