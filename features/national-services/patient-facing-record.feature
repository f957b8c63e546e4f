@capability:C4 @service:nhs-login @req:GPCPFAR01 @api
Feature: Patients see their record
  Through the NHS App patients see what the practice holds about them, as far as was arranged: what is coded, and letters once somebody
  has read them.

  Background:
    Given Joan Okafor is registered at the practice
    And Joan may use everything the practice offers online

  @req:E00357
  Scenario: Allergies and medication
    Given the GP has recorded that Joan is allergic to penicillin
    And Joan takes salbutamol on repeat, issued twice so far
    When Joan's app asks for her allergies and medication
    Then the app is given Joan's record as published
    And the record says that Joan is allergic to penicillin and takes salbutamol

  @req:E00357
  Scenario: Only what was asked for
    Given the GP has recorded that Joan is allergic to penicillin
    And Joan takes salbutamol on repeat, issued twice so far
    When Joan's app asks for her medication in the record
    Then the app is given Joan's record as published
    And the record says that Joan takes salbutamol, and nothing of allergies

  @req:E00357 @req:TIF-IG-AUD-09
  Scenario: Nothing of another patient's
    Given the GP has recorded that Joan is allergic to penicillin
    And Peter Lindqvist is registered at the practice
    And Peter may use everything the practice offers online
    And Joan's app has asked for her allergies and medication
    When Peter's app asks for his allergies and medication
    Then the app is given Peter's record as published
    And the record says nothing of penicillin

  @req:E00357
  Scenario: Nothing recorded is said, not left out
    When Joan's app asks for her allergies and medication
    Then the app is given Joan's record as published
    And the record says that no allergies and no medication are recorded

  @req:E00357 @req:TIF-GPC-21
  Scenario: Medication since a day
    Given Joan takes salbutamol on repeat, issued twice so far
    And Joan took furosemide on repeat, stopped long ago
    When Joan's app asks for her medication in the record since last month
    Then the record says that Joan takes salbutamol, and nothing of furosemide

  @negative
  Scenario Outline: A request for the record that is not valid: <what is wrong>
    When Joan's app asks for her record with <what is wrong>
    Then the app is told that its request is not valid

    Examples:
      | what is wrong                        |
      | no NHS number in it                  |
      | nothing asked for                    |
      | no word on ended allergies           |
      | a date in the future                 |
      | half a date                          |
      | something that is no request         |

  @negative @req:TIF-IG-SHARE-01
  Scenario: A patient who sees nothing of the record
    Given Joan may see "none" of her record since 1 November 2022, "none" of what is older, and "manage" prescriptions
    And the GP has recorded that Joan is allergic to penicillin
    When Joan's app asks for her allergies and medication
    Then the app is told that this is not open to the patient
    And the app has learnt nothing about Joan

  @req:E00359
  Scenario: A letter that somebody has read
    Given a letter "Cardiology clinic" of 12 May 2024 about Joan has been filed and read
    When Joan's app asks for her documents
    Then the app is shown the letter "Cardiology clinic"
    And the app can open the letter as it was filed

  @negative @req:E00359
  Scenario: A letter that nobody has read
    Given a letter "Cardiology clinic" of 12 May 2024 about Joan has been filed and not read
    When Joan's app asks for her documents
    Then the app is not shown the letter "Cardiology clinic"
    And the app cannot open the letter

  @negative @req:E00359 @req:TIF-IG-SHARE-01
  Scenario: Another patient's letter
    Given a letter "Cardiology clinic" of 12 May 2024 about Joan has been filed and read
    And Peter Lindqvist is registered at the practice
    And Peter may use everything the practice offers online
    When Peter's app opens that letter
    Then Peter's app is told no more than if there were no such letter

  @negative @req:E00358 @req:E00359
  Scenario: A patient who sees the coded record, and no documents
    Given Joan may see "detailed" of her record since 1 November 2022, "detailed" of what is older, and "manage" prescriptions
    And a letter "Cardiology clinic" of 12 May 2024 about Joan has been filed and read
    When Joan's app asks for her documents
    Then the app is not shown the letter "Cardiology clinic"
    And the app cannot open the letter

  @req:E00360 @req:E00359
  Scenario: What is older than was arranged
    Given Joan may see "full" of her record since 1 November 2022, "none" of what is older, and "manage" prescriptions
    And a letter "Cardiology clinic" of 12 May 2024 about Joan has been filed and read
    And a letter "Childhood jabs" of 3 March 1991 about Joan has been filed and read
    When Joan's app asks for her documents
    Then the app is shown the letter "Cardiology clinic"
    And the app is not shown the letter "Childhood jabs"
