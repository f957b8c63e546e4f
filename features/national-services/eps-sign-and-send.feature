@capability:C14 @service:eps @api
Feature: Signing and sending a prescription
  A prescription reaches the Electronic Prescription Service (EPS) complete, signed by its prescriber, and exactly as the prescriber saw it.

  Background:
    Given Joan Okafor is registered at the practice

  @req:EPSP01 @req:E00101
  Scenario: A signed prescription reaches EPS
    Given the GP has drafted amoxicillin for Joan
    When the GP signs it
    Then the prescription is sent
    And EPS has one prescription for Joan with what was drafted

  @req:EPSP01 @req:E00104 @hazard:HZ-WRONG-DOSE
  Scenario: The pharmacy reads what the prescriber wrote
    Given the GP has drafted methotrexate for Joan
    When the GP signs it
    Then each item reaches EPS as it was written: medicine, dose, quantity and unit

  @req:EPSP01 @req:TIF-CS-10 @hazard:HZ-WRONG-PATIENT
  Scenario: The prescription says whom it is for
    Given the GP has drafted amoxicillin for Joan
    When the GP signs it
    Then the prescription names Joan by NHS number, name, date of birth and address

  @req:EPSP01 @req:E00104
  Scenario: She has moved since the medicine was chosen
    Given the GP has drafted amoxicillin for Joan
    And another organisation has since changed her address nationally
    When the GP signs it
    Then the prescription has the address where Joan lives now

  @req:TIF-EPS-01 @req:TIF-EPS-02
  Scenario: The prescription id can be checked by whoever types it
    Given the GP has drafted furosemide for Joan
    When the GP signs it
    Then the prescription id has the published shape, the practice and the right check character

  @req:TIF-EPS-03 @req:TIF-EPS-05
  Scenario: Each prescription has an id of its own
    Given the GP has drafted 2 medicines for Joan
    When the GP signs them one after the other
    Then EPS has 2 prescriptions for Joan with what was drafted
    And every prescription has an id of its own
    And the items agree in everything that belongs to the prescription, and each has an identifier of its own

  @req:TIF-EPS-04 @req:TIF-EPS-05
  Scenario: Four medicines on one prescription
    Given the GP has drafted 4 medicines for Joan
    When the GP signs them
    Then EPS has one prescription for Joan with what was drafted
    And the items agree in everything that belongs to the prescription, and each has an identifier of its own

  @req:TIF-EPS-04 @req:E00104 @req:TIF-CS-11 @negative @hazard:HZ-LOST-PRESCRIPTION
  Scenario: A fifth medicine is not cut off
    Given the GP has drafted 5 medicines for Joan
    When the GP signs them
    Then no prescription has more than four items, and each item is sent or still to be signed

  @req:TIF-EPS-06
  Scenario: An acute prescription is an order
    Given the GP has drafted amoxicillin for Joan
    When the GP signs it
    Then EPS is told of an active order for once

  @req:TIF-EPS-06 @req:E00096
  Scenario: An issue of repeat medication
    Given the GP has drafted furosemide for Joan as a repeat
    When the GP signs it
    Then EPS is told of an active order for one issue of a repeat

  @req:TIF-EPS-08 @req:E00097
  Scenario: Repeat dispensing
    Given the GP has drafted furosemide for Joan for repeat dispensing, 5 more times
    When the GP signs it
    Then EPS is told how often it may be dispensed again, for how long it is valid, and how long each supply lasts
    And it can be dispensed 6 times

  @req:TIF-EPS-07 @hazard:HZ-WRONG-DOSE
  Scenario: A dose that goes down step by step
    Given the GP has drafted prednisolone for Joan, to be taken in steps
    When the GP signs it
    Then the steps of the dose are numbered in their order

  @req:TIF-EPS-09
  Scenario: The prescriber has one professional number
    Given the GP has drafted amoxicillin for Joan
    When the GP signs it
    Then the prescription names the GP by user, role, practice and one professional number

  @req:TIF-EPS-10
  Scenario: The prescription names the role in which it was signed
    Given the locum with two posts has drafted amoxicillin for Joan
    When the locum with two posts signs it
    Then the prescription names the locum with two posts by user, role, practice and one professional number

  @req:EPSP05
  Scenario Outline: The <prescriber> signs with a key of their own
    Given the <prescriber> has drafted amoxicillin for Joan
    When the <prescriber> signs it
    Then the prescription is signed with SHA-256 and the <prescriber>'s own key

    Examples:
      | prescriber |
      | GP         |
      | second GP  |

  @req:EPSP05 @negative
  Scenario: EPS asks for an old signature
    Given the GP has drafted amoxicillin for Joan
    And EPS prepares the next prescription for Joan to be signed with SHA-1
    When the GP signs it
    Then the user is told that EPS prepared something else
    And nothing is signed

  @req:EPSP01 @req:E00101 @negative @hazard:HZ-WRONG-DOSE
  Scenario: EPS prepares another quantity than the prescriber saw
    Given the GP has drafted amoxicillin for Joan
    And EPS prepares the next prescription for Joan with another quantity
    When the GP signs it
    Then the user is told that EPS prepared something else
    And nothing is signed

  @req:EPSP01 @req:E00126 @hazard:HZ-WRONG-PHARMACY
  Scenario: The prescription goes to the pharmacy she has nominated
    Given her nominated pharmacy is FZ901
    And the GP has drafted amoxicillin for Joan
    When the GP signs it
    Then the prescription goes to pharmacy FZ901

  @req:EPSP01 @req:E00126 @hazard:HZ-WRONG-PHARMACY
  Scenario: She has nominated another pharmacy since
    Given her nominated pharmacy is FZ901
    And the GP has drafted amoxicillin for Joan
    And her nominated pharmacy is FZ902
    When the GP signs it
    Then the prescription goes to pharmacy FZ902

  @req:EPSP01
  Scenario: She has nominated no pharmacy
    Given the GP has drafted amoxicillin for Joan
    When the GP signs it
    Then the prescription goes to any pharmacy

  @req:EPSP01 @req:E00126 @negative @hazard:HZ-WRONG-PHARMACY
  Scenario: The pharmacy she has nominated has closed
    Given her nominated pharmacy is FZ903
    And the GP has drafted amoxicillin for Joan
    When the GP signs it
    Then the user is told that the pharmacy has closed
    And nothing is signed

  @req:E00101 @req:TIF-CS-11 @negative
  Scenario: The national demographics are down
    Given the GP has drafted amoxicillin for Joan
    And PDS fails whenever Joan's details are read
    When the GP signs it
    Then EPS has one prescription for Joan with what was drafted
