@capability:C14 @api
Feature: Warnings before a prescription is completed
  The prescriber is stopped by every warning before anything is saved or signed, says why they go on, and answers for it later.

  Background:
    Given Joan Okafor is registered at the practice

  @req:E00100 @negative @hazard:HZ-ALLERGY
  Scenario Outline: She is allergic to <allergen>, and <medicine> has it in it
    Given Joan has a recorded allergy to <allergen>
    When the GP prescribes <medicine> for Joan
    Then the prescriber is warned of an allergy, with "<allergy>"
    And nothing is written down for Joan

    Examples:
      | allergen    | medicine    | allergy     |
      | amoxicillin | amoxicillin | Amoxicillin |
      | penicillins | amoxicillin | Penicillin  |
      | codeine     | co-codamol  | Codeine     |

  @req:E00100
  Scenario: She is allergic to something else
    Given Joan has a recorded allergy to codeine
    When the GP prescribes amoxicillin for Joan
    Then no warning is shown

  @req:E00100 @hazard:HZ-ALLERGY
  Scenario: The prescriber goes on and says why
    Given Joan has a recorded allergy to penicillins
    When the GP prescribes amoxicillin for Joan
    And the GP goes on, because "Allergy disproved by testing in 2024"
    Then it is written down, with the reason

  @req:E00100 @negative @hazard:HZ-ALLERGY
  Scenario: Nobody goes on without a reason
    Given Joan has a recorded allergy to penicillins
    When the GP prescribes amoxicillin for Joan
    And the GP goes on without giving a reason
    Then the prescriber is warned of an allergy
    And nothing is written down for Joan

  @req:E00100 @req:TIF-IG-AUD-03 @hazard:HZ-ALLERGY
  Scenario: The reason stays in the audit trail
    Given Joan has a recorded allergy to penicillins
    When the GP prescribes amoxicillin for Joan
    And the GP goes on, because "Allergy disproved by testing in 2024"
    Then the audit trail keeps that the GP passed over a warning about Joan, because "Allergy disproved by testing in 2024"

  @req:E00100 @negative @hazard:HZ-ALLERGY
  Scenario: One reason does not answer two warnings
    Given Joan has a recorded allergy to codeine
    And the GP has drafted paracetamol for Joan
    When the GP prescribes co-codamol for Joan
    And the GP goes on with a reason for the duplicate therapy only
    Then the prescriber is warned of an allergy

  @req:E00100 @negative @service:eps @hazard:HZ-ALLERGY
  Scenario: The allergy is found after the medicine was chosen
    Given the GP has drafted amoxicillin for Joan
    And Joan is found to be allergic to penicillins meanwhile
    When the GP signs it
    Then the prescriber is warned of an allergy, with "Penicillin"
    And nothing is signed

  @req:E00100 @service:eps @hazard:HZ-ALLERGY
  Scenario: The prescriber goes on at signing and says why
    Given the GP has drafted amoxicillin for Joan
    And Joan is found to be allergic to penicillins meanwhile
    When the GP signs it
    And the GP goes on, because "Allergy disproved by testing in 2024"
    Then EPS has one prescription for Joan with what was drafted
    And the audit trail keeps that the GP passed over a warning about Joan, because "Allergy disproved by testing in 2024"

  @req:E00100 @negative @service:eps @hazard:HZ-ALLERGY
  Scenario: What a nurse passed over, the prescriber has to see
    Given Joan has a recorded allergy to penicillins
    And the practice nurse has drafted amoxicillin for Joan, passing over the warning because "The doctor has asked for it"
    When the GP signs it
    Then the prescriber is warned of an allergy, with "Penicillin"
    And nothing is signed

  @req:E00100 @negative @hazard:HZ-DUPLICATE-THERAPY
  Scenario Outline: <second> beside <first>
    Given the GP has drafted <first> for Joan
    When the GP prescribes <second> for Joan
    Then the prescriber is warned of duplicate therapy, with "<first>"

    Examples:
      | first       | second            |
      | paracetamol | co-codamol        |
      | morphine    | stronger morphine |
      | diazepam    | chlordiazepoxide  |

  @req:E00100 @negative @service:eps @hazard:HZ-DUPLICATE-THERAPY
  Scenario: What was sent counts as well as what was drafted
    Given the GP has signed and sent paracetamol for Joan
    When the GP prescribes co-codamol for Joan
    Then the prescriber is warned of duplicate therapy, with "Paracetamol"

  @req:E00100 @service:eps @serial
  Scenario: What has run out does not count
    Given the GP has signed and sent paracetamol for Joan
    And 30 days have passed
    When the GP prescribes co-codamol for Joan
    Then no warning is shown

  @req:E00100 @negative @hazard:HZ-INTERACTION
  Scenario Outline: <second> beside <first> can stop the breathing
    Given the GP has drafted <first> for Joan
    When the GP prescribes <second> for Joan
    Then the prescriber is warned of an interaction, with "<first>"

    Examples:
      | first    | second     |
      | morphine | diazepam   |
      | morphine | pregabalin |
      | diazepam | fentanyl   |

  @req:E00106 @negative @service:eps @hazard:HZ-DUPLICATE-SUPPLY
  Scenario: The same medicine is prescribed again too early
    Given the GP has signed and sent furosemide for Joan
    When the GP prescribes furosemide for Joan
    Then the prescriber is warned of an early issue, with "Furosemide"

  @req:E00106 @service:eps @serial
  Scenario: The same medicine is prescribed again in time
    Given the GP has signed and sent furosemide for Joan
    And 29 days have passed
    When the GP prescribes furosemide for Joan
    Then no warning is shown
