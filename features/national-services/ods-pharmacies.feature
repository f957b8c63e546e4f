@capability:C13 @service:pds @service:ods @api
Feature: The pharmacy a patient has chosen
  A patient's nominated pharmacy decides where prescriptions go. It is looked up in the Organisation Data Service (ODS), and kept on the
  Personal Demographics Service, where everybody who prescribes finds it.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  @req:TIF-DS-04 @req:PDS02 @req:E00126
  Scenario: The first pharmacy is nominated
    Given the receptionist has opened Joan's details
    When the receptionist nominates the pharmacy FZ901
    Then the change is saved
    And FZ901 is Joan's pharmacy, nationally and at the practice

  @req:E00126 @req:PDS02 @hazard:HZ-WRONG-PHARMACY
  Scenario: Another pharmacy takes the place of the first
    Given her nominated pharmacy is FZ901
    And the receptionist has opened Joan's details
    When the receptionist nominates the pharmacy FZ902
    Then the change is saved
    And FZ902 is Joan's pharmacy, nationally and at the practice

  @req:TIF-DS-04 @negative @hazard:HZ-WRONG-PHARMACY
  Scenario Outline: <something> is not nominated
    Given her nominated pharmacy is FZ901
    And the receptionist has opened Joan's details
    When the receptionist nominates the pharmacy <code>
    Then the user is told that it cannot be nominated
    And nothing is sent to the Personal Demographics Service
    And FZ901 is Joan's pharmacy, nationally and at the practice

    Examples:
      | something            | code   |
      | A pharmacy that shut | FZ903  |
      | A code nobody has    | FZZ98  |
      | A practice           | A99902 |

  @req:TIF-DS-04 @req:TIF-CS-11 @negative @serial
  Scenario Outline: ODS <is in trouble> while a pharmacy is looked up
    Given the receptionist has opened Joan's details
    And ODS <is in trouble> whenever an organisation is looked up
    When the receptionist nominates the pharmacy FZ901
    Then the user is told that the pharmacy could not be looked up, where it had to be
    And the national record has the pharmacy only if the user was told so

    Examples:
      | is in trouble              |
      | fails without a word       |
      | answers with an error page |
      | answers with rubbish       |

  @req:TIF-IG-AUD-08 @req:TIF-IG-AUD-03
  Scenario: Who nominated it can be found out
    Given the receptionist has opened Joan's details
    When the receptionist nominates the pharmacy FZ901
    Then the audit trail says that the receptionist changed Joan's record

  @req:TIF-PDS-01 @negative @hazard:HZ-LOST-UPDATE
  Scenario: Somebody else changed the record first
    Given the receptionist has opened Joan's details
    And the patient has since chosen FZ902 elsewhere
    When the receptionist nominates the pharmacy FZ901
    Then the user is told that the record has changed meanwhile
    And FZ902 is Joan's pharmacy nationally

  @req:PDS02 @req:TIF-CS-11 @negative
  Scenario Outline: PDS <is in trouble> while a pharmacy is nominated
    Given the receptionist has opened Joan's details
    And PDS <is in trouble> when Joan's details are next changed
    When the receptionist nominates the pharmacy FZ901
    Then the user is told that PDS did not confirm the change
    And the national record is as it was
    And no pharmacy is shown as Joan's at the practice

    Examples:
      | is in trouble               |
      | fails                       |
      | answers with rubbish        |
      | gives up after its own time |
      | drops the connection        |

  @req:PDS02 @negative
  Scenario: Somebody who has left the practice
    Given the receptionist has taken Joan off the practice's list
    And the receptionist has opened Joan's details
    When the receptionist nominates the pharmacy FZ901
    Then the user is told that she has left the practice
    And nothing is sent to the Personal Demographics Service
