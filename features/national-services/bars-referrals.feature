@capability:C11 @service:bars @api
Feature: Referring to pharmacies and urgent care
  A patient who is better seen at a pharmacy is referred there electronically. The pharmacy knows who is coming, why, and who has sent
  them, and nothing besides; the practice sees what has become of it, and can call it back.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP is signed in

  @req:BARS01 @req:E00148
  Scenario: A patient is referred to a pharmacy
    When the GP refers Joan to Hollins Pharmacy, because of "Sore throat for three days"
    Then it is done at the other service
    And Hollins Pharmacy has the referral of Joan, once, because of "Sore throat for three days"
    And the pharmacy is sent one message about Joan

  @req:BARS01
  Scenario: A patient is referred to urgent care
    When the GP refers Joan to the urgent treatment centre, because of "Cut on the hand"
    Then it is done at the other service
    And the urgent treatment centre has the referral of Joan, once, because of "Cut on the hand"

  @req:BARS01 @serial
  Scenario: A service is asked first
    When the GP refers Joan to Hollins Pharmacy, because of "Sore throat for three days"
    Then the service was asked what it can do, and what it needs, before anything was sent to it

  @req:E00148
  Scenario: All that was written arrives
    When the GP refers Joan to Hollins Pharmacy, for a long reason
    Then Hollins Pharmacy has the referral of Joan with the whole reason

  @req:E00148 @req:TIF-IG-PROV-01
  Scenario: The pharmacy knows who has sent the patient
    When the medical secretary refers Joan to Hollins Pharmacy, because of "Sore throat for three days"
    Then the other service is told that the medical secretary of this practice sends it

  @req:TIF-IG-SHARE-01
  Scenario: The pharmacy is told nothing that it does not need
    When the GP refers Joan to Hollins Pharmacy, because of "Sore throat for three days"
    Then it is done at the other service
    And the other service is told nothing of Joan's telephone

  @req:TIF-IG-PRIV-01
  Scenario: The address of a patient whose whereabouts are withheld is not told
    Given Mary Whitlock is known nationally
    And her national record has been marked as sensitive
    And Mary is registered at the practice
    When the GP refers Mary to Hollins Pharmacy, because of "Sore throat for three days"
    Then the other service is not told Mary's address

  @req:TIF-CS-10 @hazard:HZ-WRONG-PATIENT
  Scenario: One patient after the other
    Given Mary Whitlock is registered at the practice
    And the GP has referred Mary to Hollins Pharmacy, because of "Earache since yesterday"
    When the GP refers Joan to Hollins Pharmacy, because of "Sore throat for three days"
    Then Hollins Pharmacy has the referral of Joan, once, because of "Sore throat for three days"
    And what is sent about Joan says nothing of Mary

  @req:E00150
  Scenario: What has become of a referral
    Given the GP has referred Joan to Hollins Pharmacy, because of "Sore throat for three days"
    And the service has dealt with Joan's referral
    When the GP looks at what was referred for Joan
    Then the GP sees that the referral is dealt with, as the service says now

  @req:E00150
  Scenario: A referral is called back
    Given the GP has referred Joan to Hollins Pharmacy, because of "Sore throat for three days"
    When the GP cancels what was sent for Joan
    Then the referral of Joan is revoked at Hollins Pharmacy
    And the referral is shown as cancelled at the practice

  @req:TIF-CS-12 @negative @hazard:HZ-LOST-UPDATE
  Scenario: The pharmacy was quicker
    Given the GP has referred Joan to Hollins Pharmacy, because of "Sore throat for three days"
    And the service has dealt with Joan's referral
    When the GP cancels what was sent for Joan
    Then the user is told that the other service has gone on meanwhile
    And the referral of Joan stays completed at Hollins Pharmacy
    And the referral is shown as sent at the practice

  @req:TIF-CS-10 @negative @hazard:HZ-WRONG-PATIENT
  Scenario: A referral is not seen or called back from another patient's record
    Given Mary Whitlock is registered at the practice
    And the GP has referred Joan to Hollins Pharmacy, because of "Sore throat for three days"
    When the GP looks at Joan's referral from Mary's record
    Then the user is told that this patient has no such referral
    When the GP cancels Joan's referral from Mary's record
    Then the user is told that this patient has no such referral
    And the referral of Joan is open at Hollins Pharmacy

  @req:BARS01 @negative
  Scenario: Places that cannot be referred to
    When the GP refers Joan to each of these places:
      | Former Pharmacy                   |
      | Riverside Chemist                 |
      | an organisation without a service |
      | a service of an older version     |
      | a practice with two addresses     |
    Then the user is told each time that the place takes no such referrals
    And no other service has anything of Joan

  @req:E00148 @negative
  Scenario: Nobody has said why
    When the GP refers Joan to Hollins Pharmacy, because of ""
    Then the user is told that a reason for referring is needed
    And nothing about Joan is sent to another service

  @req:TIF-IG-RBAC-01 @negative
  Scenario: A receptionist may not refer
    When the receptionist refers Joan to Hollins Pharmacy, because of "Sore throat for three days"
    Then the user is told that their role does not allow it
    And nothing about Joan is sent to another service

  @req:TIF-IG-LR-01 @negative
  Scenario: A patient who has left the practice
    Given Joan has left the practice
    When the GP refers Joan to Hollins Pharmacy, because of "Sore throat for three days"
    Then the user is told that the patient is not registered here any more
    And nothing about Joan is sent to another service

  @req:TIF-IG-AUD-03
  Scenario: Who has referred can be found out
    When the medical secretary refers Joan to Hollins Pharmacy, because of "Sore throat for three days"
    Then it is done at the other service
    And the audit trail says that the medical secretary referred Joan elsewhere
