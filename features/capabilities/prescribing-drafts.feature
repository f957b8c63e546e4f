@capability:C14 @api
Feature: Drafting and changing prescriptions
  What is prescribed is written down by whoever may, signed by whoever may, and not changed after that.

  Background:
    Given Joan Okafor is registered at the practice

  @req:E00092 @negative @hazard:HZ-WRONG-DOSE
  Scenario: Only products can be prescribed
    When the GP prescribes something for Joan that is not in the dictionary of medicines
    Then the user is told to choose a product
    And nothing is written down for Joan

  @req:TIF-EPS-07 @negative @hazard:HZ-WRONG-DOSE
  Scenario: No medicine without a dose
    When the GP prescribes amoxicillin for Joan without a dose
    Then the user is asked for the dose
    And nothing is written down for Joan

  @req:TIF-EPS-13 @negative @hazard:HZ-WRONG-DOSE
  Scenario Outline: A quantity of <quantity> cannot be
    When the GP prescribes <quantity> of paracetamol for Joan
    Then the user is told that the quantity cannot be so
    And nothing is written down for Joan

    Examples:
      | quantity |
      | 10.125   |
      | 0        |
      | -28      |

  @req:TIF-EPS-13
  Scenario: A quantity with decimals is taken as it is
    When the GP prescribes 12.5 of prednisolone for Joan
    Then the quantity is shown as 12.5

  @req:TIF-EPS-13 @service:eps
  Scenario: A quantity with decimals reaches EPS as it is
    Given the GP has drafted 12.5 tablets of prednisolone for Joan
    When the GP signs it
    Then each item reaches EPS as it was written: medicine, dose, quantity and unit

  @req:E00096
  Scenario: A draft can be changed
    Given the GP has drafted amoxicillin for Joan
    When the GP changes the quantity to 15
    Then the quantity is shown as 15

  @req:E00096 @negative @hazard:HZ-WRONG-DOSE
  Scenario: What changed meanwhile is not overwritten
    Given the GP has drafted amoxicillin for Joan
    And the second GP has meanwhile changed the quantity to 42
    When the GP changes the quantity to 15
    Then the user is told that the prescription has changed meanwhile
    And the quantity is shown as 42

  @req:E00101 @service:eps @negative @hazard:HZ-WRONG-DOSE
  Scenario: What is signed cannot be changed
    Given the GP has signed and sent amoxicillin for Joan
    When the GP changes the quantity to 15
    Then the user is told that it is signed already
    And the quantity is shown as 21

  @req:E00101 @req:TIF-CS-12 @service:eps @negative @hazard:HZ-DUPLICATE-SUPPLY
  Scenario: Signing twice sends once
    Given the GP has drafted amoxicillin for Joan
    When the GP signs it twice at the same time
    Then EPS has one prescription for Joan with what was drafted
    And the user is told that it is signed already, or has changed

  @req:E00093 @req:TIF-IG-RBAC-01 @service:eps @negative
  Scenario: A practice nurse prepares, and does not sign
    Given the practice nurse has drafted amoxicillin for Joan
    When the practice nurse signs it
    Then the user is told that their role does not allow it
    And nothing is signed

  @req:E00093 @service:eps
  Scenario: What a practice nurse prepared waits for the prescriber
    Given the practice nurse has drafted amoxicillin for Joan
    Then it is on the GP's list of what is to be signed
    When the GP signs it
    Then the prescription is sent
    And the prescription names the GP by user, role, practice and one professional number

  @req:E00093 @req:TIF-IG-RBAC-01 @negative
  Scenario Outline: A <person> does not prescribe
    When the <person> prescribes amoxicillin for Joan
    Then the user is told that their role does not allow it
    And nothing is written down for Joan

    Examples:
      | person            |
      | receptionist      |
      | medical secretary |

  @req:EPSP01 @req:TIF-IG-AUTH-01 @service:eps @negative
  Scenario: Without a smartcard nothing is signed
    Given the GP without a smartcard has drafted amoxicillin for Joan
    When the GP without a smartcard signs it
    Then the user is told to sign in with the smartcard
    And nothing is sent to EPS
    And it is still to be signed

  @req:E00101 @req:TIF-CS-10 @service:eps @negative @hazard:HZ-WRONG-PATIENT
  Scenario: One prescription is for one patient
    Given the GP has drafted amoxicillin for Joan
    And Maud Tremayne is registered at the practice
    And the GP has drafted furosemide for Maud
    When the GP signs all of them as one prescription
    Then the user is told that they are for different patients
    And EPS has no prescription for Joan
    And EPS has no prescription for Maud

  @req:E00104 @negative @hazard:HZ-DECEASED
  Scenario: Nothing is prescribed for somebody who has left
    Given Joan has left the practice
    When the GP prescribes amoxicillin for Joan
    Then the user is told that she has left the practice
    And nothing is written down for Joan

  @req:E00104 @service:eps @negative @hazard:HZ-DECEASED
  Scenario: She died after the medicine was chosen
    Given the GP has drafted amoxicillin for Joan
    And Joan has since died, as the national record says
    When the GP signs it
    Then the user is told that the patient has died
    And nothing is signed

  @req:E00104 @service:eps @negative @hazard:HZ-DECEASED
  Scenario: EPS knows that she died before the national record does
    Given the GP has drafted amoxicillin for Joan
    And EPS holds Joan for dead
    When the GP signs it
    Then the user is told that the patient is recorded as dead
    And it is still to be signed
