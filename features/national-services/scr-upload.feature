@capability:C13 @service:scr @interface:scr-fhir @req:SCR01 @api
Feature: Keeping a patient's Summary Care Record up to date
  Whoever treats a patient elsewhere relies on the summary that their practice has uploaded: allergies and medication as the record says
  now, one summary at a time, and none for a patient who must have none.

  Background:
    Given Joan Okafor is registered at the practice

  @req:TIF-SCR-03
  Scenario: A patient who is new here gets a summary
    When the practice brings Joan's summary up to date
    Then Joan has 1 summary nationally
    And it says that it was made at this practice

  @req:TIF-SCR-03 @req:SCR02 @hazard:HZ-ALLERGY
  Scenario: An allergy that was recorded is in the next summary
    Given the practice has brought Joan's summary up to date
    And Joan has a recorded allergy to penicillins
    When the practice brings Joan's summary up to date
    Then Joan has 2 summaries nationally
    And the latest summary of Joan has "Penicillin" under "Allergies and Adverse Reactions"
    And it replaces the one before

  @req:TIF-SCR-03 @req:SCR02
  Scenario: A medicine that was issued is in the next summary, with its dose and quantity
    Given the practice has brought Joan's summary up to date
    And the GP has signed and sent amoxicillin for Joan
    When the practice brings Joan's summary up to date
    Then the latest summary of Joan has "Amoxicillin 250mg capsules" under "Acute Medications"
    And the latest summary of Joan has "1 capsule three times a day" under "Acute Medications"
    And the latest summary of Joan has "21 capsule" under "Acute Medications"

  @req:SCR02 @negative
  Scenario: A medicine that nobody has signed yet is not in the summary
    Given the GP has drafted amoxicillin for Joan
    When the practice brings Joan's summary up to date
    Then Joan has 1 summary nationally
    And the latest summary of Joan does not mention "Amoxicillin"

  @req:SCR02 @negative
  Scenario: A medicine that was stopped is not among those that are taken
    Given the GP has signed and sent amoxicillin for Joan
    And the GP has asked to cancel it
    When the practice brings Joan's summary up to date
    Then the latest summary of Joan has nothing under "Acute Medications"

  @req:SCR02 @negative @hazard:HZ-WRONG-PATIENT
  Scenario: Another patient's allergy is not in the summary
    Given Mary Hill is registered at the practice
    And Mary has a recorded allergy to codeine
    And Joan has a recorded allergy to penicillins
    When the practice brings Joan's summary up to date
    Then the latest summary of Joan has "Penicillin" under "Allergies and Adverse Reactions"
    And the latest summary of Joan does not mention "Codeine"

  @req:SCR02 @req:TIF-IG-PRIV-01 @negative
  Scenario: An allergy that the patient wants kept in confidence is not in the summary
    Given Joan has a recorded allergy to penicillins
    And Joan is allergic to aspirin, in confidence
    When the practice brings Joan's summary up to date
    Then the latest summary of Joan has "Penicillin" under "Allergies and Adverse Reactions"
    And the latest summary of Joan does not mention "Aspirin"

  @req:SCR02 @req:TIF-IG-PRIV-01 @negative
  Scenario: A medicine that the patient wants kept in confidence is not in the summary
    Given the GP has signed and sent furosemide for Joan
    And the GP has signed and sent amoxicillin for Joan, in confidence
    When the practice brings Joan's summary up to date
    Then the latest summary of Joan has "Furosemide 40mg tablets" under "Acute Medications"
    And the latest summary of Joan does not mention "Amoxicillin"

  @req:SCR03
  Scenario: Where there is nothing to say, the summary says that
    When the practice brings Joan's summary up to date
    Then every core heading is in the latest summary of Joan, and says that there is nothing

  @req:SCR05
  Scenario: Words that look like markup arrive as they were written
    Given Joan has a recorded allergy that reads "Penicillin V & <other> penicillins"
    When the practice brings Joan's summary up to date
    Then the latest summary of Joan has "Penicillin V & <other> penicillins" under "Allergies and Adverse Reactions"

  @req:TIF-SCR-03 @negative
  Scenario: Nothing has changed
    Given the practice has brought Joan's summary up to date
    When the practice brings Joan's summary up to date
    Then no summary of Joan's is uploaded

  @req:SCR01
  Scenario: Somebody else has uploaded a summary since
    Given the practice has brought Joan's summary up to date
    And another practice has uploaded a summary of Joan with "Ibuprofen"
    And Joan has a recorded allergy to penicillins
    When the practice brings Joan's summary up to date
    Then Joan has 3 summaries nationally
    And it replaces the one before

  @req:TIF-IG-SHARE-01
  Scenario: The summary tells who the patient is by their NHS number alone
    When the practice brings Joan's summary up to date
    Then the summary that was sent names Joan by her NHS number and nothing else about her

  @req:TIF-IG-AUD-03
  Scenario: The upload is in the audit trail
    When the practice brings Joan's summary up to date
    Then the audit trail says that Joan's summary was uploaded

  @req:TIF-SCR-02 @negative
  Scenario: A patient who wants no summary
    Given Joan has told the practice that she wants no summary
    And Joan has a recorded allergy to penicillins
    When the practice brings Joan's summary up to date
    Then nothing about Joan is sent to the Summary Care Record
    And the practice is told that Joan has none

  @negative @hazard:HZ-WHEREABOUTS @req:TIF-SCR-03
  Scenario: A patient whose record is sensitive
    Given her national record has since been marked as sensitive
    And the receptionist has opened Joan's details
    When the practice brings Joan's summary up to date
    Then no summary of Joan's is uploaded
    And the practice is told that Joan has none

  @negative @req:TIF-SCR-03
  Scenario: A patient who has left the practice
    Given Joan has left the practice
    When the practice brings Joan's summary up to date
    Then no summary of Joan's is uploaded

  @negative @hazard:HZ-DECEASED @req:TIF-SCR-03
  Scenario: A patient who has died
    Given Joan has since died, as the national record says
    And the receptionist has opened Joan's details
    When the practice brings Joan's summary up to date
    Then no summary of Joan's is uploaded

  @negative @req:TIF-SCR-03
  Scenario: A patient who is here for a while only keeps the summary of their own practice
    Given Mary Hill is known nationally
    And Mary is here as a temporary resident
    And another practice has uploaded a summary of Mary with "Ibuprofen"
    When the practice brings Mary's summary up to date
    Then no summary of Mary's is uploaded
    And the latest summary of Mary has "Ibuprofen" under "Allergies and Adverse Reactions"

  @negative @req:TIF-SCR-02
  Scenario: A patient who has told somebody else that nobody may have their summary
    Given Joan has since closed her summary nationally
    When the practice brings Joan's summary up to date
    Then Joan has 0 summaries nationally
    And the practice is told that Joan has none
