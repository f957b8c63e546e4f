@capability:C11 @service:bars @api
Feature: What other services refer to the practice, and book there
  Urgent care sends a patient back to their own practice: as a referral that somebody sees to, or straight into the appointment book.
  Each message is taken in once, into the right record, and withdrawn only by whoever sent it.

  Background:
    Given Joan Okafor is registered at the practice

  @req:BARS01
  Scenario: What the practice takes can be found out
    When urgent care asks what the practice takes
    Then urgent care is told that bookings and referrals are taken
    When urgent care asks what has to be in a message to the practice
    Then urgent care is told for each kind of message what it needs

  @req:BARS01 @req:E00267
  Scenario: A referral becomes something to do
    When urgent care refers Joan to the practice
    Then urgent care is told that it is taken in
    And somebody at the practice is asked to see to Joan, once, with what urgent care wrote

  @req:BARS01
  Scenario: What has become of what was sent
    Given urgent care has referred Joan to the practice
    When urgent care looks at what it has sent
    Then urgent care is told that it is open

  @req:E00267
  Scenario: A referral is withdrawn
    Given urgent care has referred Joan to the practice
    When urgent care cancels it for Joan
    Then urgent care is told that it is revoked
    And nobody at the practice is asked to see to Joan any more

  @req:TIF-GPC-13
  Scenario: Times that are set aside for others
    Given a session of the GP that other organisations may book has been published
    And the first time of the GP is kept back for the desk
    When urgent care asks for times on the day of the GP's session
    Then urgent care is shown all times of the session, but the first

  @req:TIF-GPC-12 @negative
  Scenario: Nobody searches a whole year
    When urgent care asks for times of a whole year
    Then the other service is refused because it asks for too much

  @req:E00226
  Scenario: A booking is an appointment
    Given a session of the GP that other organisations may book has been published
    When urgent care books the first time of the GP for Joan
    Then urgent care is told that it is taken in
    And the first time of the GP is Joan's, with what urgent care wrote

  @req:TIF-GPC-17
  Scenario: A booking is cancelled
    Given a session of the GP that other organisations may book has been published
    And urgent care has booked the first time of the GP for Joan
    When urgent care cancels it for Joan
    Then urgent care is told that it is cancelled
    And Joan has no appointment
    And the first slot of the GP is free again

  @req:TIF-GPC-15 @negative @hazard:HZ-DOUBLE-BOOKING
  Scenario: A time that is gone
    Given a session of the GP that other organisations may book has been published
    And Mary Whitlock is registered at the practice
    And urgent care has booked the first time of the GP for Mary
    When urgent care books the first time of the GP for Joan
    Then the other service is refused because somebody was quicker
    And Joan has no appointment

  @req:TIF-GPC-13 @negative
  Scenario: A time that is not for others
    Given a session of the GP that other organisations may book has been published
    And the first time of the GP is kept back for the desk
    When urgent care books the first time of the GP for Joan
    Then the other service is refused because this cannot be booked
    And Joan has no appointment

  @req:TIF-GPC-14 @negative
  Scenario: A booking at another time than that of its slot
    Given a session of the GP that other organisations may book has been published
    When urgent care books the first time of the GP for Joan, an hour later than it is
    Then the other service is refused because this cannot be booked
    And Joan has no appointment

  @req:BARS01 @negative
  Scenario: The same message comes twice
    Given urgent care has referred Joan to the practice
    When urgent care sends the same message again
    Then the other service is refused because it was processed before
    And somebody at the practice is asked to see to Joan, once, with what urgent care wrote

  @req:BARS01 @negative
  Scenario: Messages that are wrong
    When urgent care refers Joan to the practice by messages in each of these ways:
      | that is no message                         |
      | without an id                              |
      | without its header                         |
      | that refers to what is not in it           |
      | without a patient                          |
      | about two patients                         |
      | with an NHS number that cannot be          |
      | for another service                        |
      | that does not say whence                   |
      | of a kind that there is not                |
      | for a use that the practice does not serve |
      | neither new nor a change                   |
    Then each is refused because the message is malformed
    And nobody at the practice is asked to see to Joan

  @req:TIF-GPC-11 @negative
  Scenario: Calls that are wrong
    Given urgent care has referred Joan to the practice
    When urgent care asks what has become of the referral in each of these ways:
      | without an id of the request       |
      | with an id that is no UUID         |
      | in a version that there is not     |
      | without a version                  |
      | for the service of somebody else   |
      | without a target                   |
      | without an organisation            |
      | for an organisation without a code |
    Then each is refused because the call is malformed

  @req:TIF-GPC-04 @negative
  Scenario: Callers who are not the BaRS proxy
    Given urgent care has referred Joan to the practice
    When urgent care asks what has become of the referral in each of these ways:
      | without a certificate               |
      | with another system's certificate   |
      | with a stranger's certificate       |
      | with a certificate that has run out |
    Then each comes to nothing

  @req:TIF-GPC-18 @negative
  Scenario: A patient of another practice
    Given Mary Whitlock is known nationally
    When urgent care refers Mary to the practice
    Then the other service is refused because the patient is not registered here

  @req:TIF-GPC-18 @negative
  Scenario: A patient who has left the practice
    Given Joan has left the practice
    When urgent care refers Joan to the practice
    Then the other service is refused because the patient is not registered here
    And nobody at the practice is asked to see to Joan

  @req:TIF-CS-10 @negative @hazard:HZ-WRONG-PATIENT
  Scenario: Withdrawing another patient's referral
    Given Mary Whitlock is registered at the practice
    And urgent care has referred Joan to the practice
    When urgent care cancels Joan's as if it were Mary's
    Then the other service is refused because it is not of this patient
    And somebody at the practice is asked to see to Joan, once, with what urgent care wrote

  @req:TIF-IG-SUPP-01 @negative
  Scenario: Somebody else withdraws a referral
    Given urgent care has referred Joan to the practice
    When another service than that which sent it cancels it for Joan
    Then the other service is refused because it is not theirs
    And somebody at the practice is asked to see to Joan, once, with what urgent care wrote

  @req:TIF-CS-12 @negative @hazard:HZ-LOST-UPDATE
  Scenario: A referral is withdrawn on an old version
    Given urgent care has referred Joan to the practice
    When urgent care cancels it for Joan as it was before
    Then the other service is refused because somebody was quicker
    And somebody at the practice is asked to see to Joan, once, with what urgent care wrote

  @req:TIF-IG-SHARE-01
  Scenario: Other services are shown one patient's referrals
    Given Mary Whitlock is registered at the practice
    And urgent care has referred Mary to the practice
    And urgent care has referred Joan to the practice
    When urgent care asks for Joan's referrals
    Then urgent care is shown Joan's, and nothing of Mary's

  @req:TIF-IG-PRIV-01
  Scenario: Nothing is told of a patient whose whereabouts are withheld
    Given Mary Whitlock is known nationally
    And her national record has been marked as sensitive
    And Mary is registered at the practice
    And urgent care has referred Mary to the practice
    When urgent care asks for Mary's referrals
    Then urgent care is shown nothing

  @req:TIF-IG-AUD-08
  Scenario: Which organisation has sent what can be found out
    When urgent care refers Joan to the practice
    Then the audit trail says which organisation sent it about Joan

  @req:TIF-IG-AUD-07 @negative @serial
  Scenario: What was refused can be found out
    Given Mary Whitlock is known nationally
    And the privacy officer has read the audit trail so far
    When urgent care refers Mary to the practice
    Then the audit trail says since then that another service was refused
