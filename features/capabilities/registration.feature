@capability:C13 @service:pds @api
Feature: Registering a patient
  Somebody is registered under the NHS number that the Personal Demographics Service (PDS) has of them, and PDS is told whose patient
  they are now.

  Background:
    Given a receptionist is signed in

  @req:E00163 @req:E00176
  Scenario: Somebody who comes from another practice
    Given Ravi Menon is known nationally
    When the receptionist registers Ravi
    Then Ravi is on the practice's list with the details that PDS has
    And PDS was asked about him before anything was changed
    And PDS says that he is a patient of this practice
    And PDS was told so once, by the receptionist

  @req:E00163
  Scenario: What is written down of a registration
    Given Ravi Menon is known nationally
    When the receptionist registers Ravi
    Then his registration says that it is permanent, that it began today, and who the accountable GP is

  @req:E00163
  Scenario: Somebody who is here for a while only
    Given Ravi Menon is known nationally
    When the receptionist registers Ravi as a temporary resident
    Then Ravi is on the practice's list with the details that PDS has
    And his registration says that it is temporary
    And PDS says that he is still a patient of the other practice

  @req:E00163
  Scenario: Somebody leaves
    Given Ravi Menon is registered at the practice
    When the receptionist takes Ravi off the practice's list
    Then Ravi is not on the practice's list any more, and his record can still be seen
    And his registration says that it ended today

  @req:E00163 @req:E00165
  Scenario: Somebody comes back
    Given Ravi Menon is registered at the practice
    And the receptionist has taken Ravi off the practice's list
    When the receptionist registers Ravi
    Then Ravi is on the practice's list with the details that PDS has
    And he has one record, with both registrations

  @req:E00163 @req:E00165 @negative @hazard:HZ-DUPLICATE-RECORD
  Scenario: Somebody who is registered already
    Given Ravi Menon is registered at the practice
    When the receptionist registers Ravi
    Then the user is told that he is registered already
    And he has one record, with one registration
    And PDS was not asked to change anything

  @req:E00163 @req:E00176 @hazard:HZ-WRONG-PATIENT
  Scenario: The NHS number has been replaced
    Given Ravi Menon is known nationally
    And his NHS number has been replaced by another
    When the receptionist registers Ravi
    Then he is registered under the number that replaced it, and the old one is a former number

  @req:E00163 @req:E00176 @negative @hazard:HZ-DUPLICATE-RECORD
  Scenario: The number that replaced it is registered already
    Given Ravi Menon is registered at the practice
    And there is an old NHS number of his that PDS has replaced
    When the receptionist registers Ravi under the old number
    Then the user is told that he is registered already
    And he has one record, with one registration

  @req:E00163 @negative @hazard:HZ-WRONG-PATIENT
  Scenario: The NHS number has been withdrawn
    Given Ravi Menon is known nationally
    And his NHS number has been withdrawn
    When the receptionist registers Ravi
    Then the user is told that the NHS number is not valid any more
    And nobody is registered under the number

  @req:E00163 @negative @hazard:HZ-WRONG-PATIENT
  Scenario: Nobody has this NHS number
    When the receptionist registers somebody under a number that PDS does not know
    Then the user is told that PDS does not know the number
    And nobody is registered under the number

  @req:E00163 @negative @hazard:HZ-DECEASED
  Scenario: Somebody who has died
    Given Ravi Menon is known nationally
    And PDS has learnt that he died on 2 May 2025
    When the receptionist registers Ravi
    Then the user is told that he has died
    And nobody is registered under the number
    And PDS says that he is still a patient of the other practice

  @req:TIF-IG-PRIV-01 @req:E00163 @hazard:HZ-WHEREABOUTS
  Scenario: Somebody whose whereabouts must not be known
    Given Ravi Menon is known nationally
    And his national record has been marked as sensitive
    When the receptionist registers Ravi
    Then the change is saved
    And his record is marked as sensitive, and does not tell where he is
    And PDS was not asked to change anything

  @req:TIF-NHSNO-01 @req:E00163 @negative @hazard:HZ-WRONG-PATIENT @serial
  Scenario: An NHS number with a wrong check digit
    When the receptionist registers somebody under the number 999 000 0017
    Then the user is told that this is not an NHS number
    And PDS is not asked at all

  @req:TIF-PDS-01 @req:E00163 @negative @hazard:HZ-LOST-UPDATE
  Scenario: The national record changes while somebody is registered
    Given Ravi Menon is known nationally
    And PDS has another version when Ravi's details are next changed
    When the receptionist registers Ravi
    Then the user is told that the record has changed meanwhile
    And nobody is registered under the number

  @req:E00163 @req:TIF-CS-11 @negative
  Scenario Outline: PDS <is in trouble> when it is asked about somebody
    Given Ravi Menon is known nationally
    And PDS <is in trouble> whenever Ravi's details are read
    When the receptionist registers Ravi
    Then the user is told that the national service is in trouble
    And nobody is registered under the number

    Examples:
      | is in trouble                          |
      | fails                                  |
      | answers with rubbish                   |
      | breaks off in the middle of its answer |
      | refuses                                |

  @req:E00163 @req:TIF-CS-11 @negative
  Scenario Outline: PDS <is in trouble> when it is told whose patient somebody is
    Given Ravi Menon is known nationally
    And PDS <is in trouble> when Ravi's details are next changed
    When the receptionist registers Ravi
    Then the user is told that the national service is in trouble
    And nobody is registered under the number

    Examples:
      | is in trouble               |
      | fails                       |
      | answers with an error page  |
      | answers with rubbish        |
      | gives up after its own time |
      | drops the connection        |

  @req:E00163 @req:TIF-PDS-04 @negative
  Scenario: PDS took somebody over and its answer was lost
    Given Ravi Menon is known nationally
    And PDS makes the next change of Ravi's details and then drops the connection
    When the receptionist registers Ravi
    Then the user is told that the national service is in trouble
    And nobody is registered under the number
    When the receptionist registers Ravi
    Then Ravi is on the practice's list with the details that PDS has
    And PDS was told so once, by the receptionist
    And he has one record, with one registration
