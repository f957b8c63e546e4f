@capability:C11 @service:ers @req:TIF-ERS-02 @api
Feature: The referral letter
  Without its letter a hospital cannot tell how urgent a referral is, and sends it back. A letter is uploaded, scanned, and attached; and
  e-RS keeps only those letters that are named when the letter is changed.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario: A referral with its letter
    Given the GP has written a referral of Joan routinely to the heart clinic
    When the GP sends the referral with the letter "referral.txt"
    Then the referral in e-RS has the letter "referral.txt", word for word
    And the letter "referral.txt" is shown as attached

  Scenario: A letter that follows later
    Given the GP has referred Joan routinely to the heart clinic
    When the GP attaches the letter "referral.txt"
    Then the referral in e-RS has the letter "referral.txt", word for word
    And the referral is on no list of outstanding letters

  @hazard:HZ-LOST-LETTER
  Scenario: A second letter leaves the first where it is
    Given the GP has referred Joan routinely to the heart clinic
    And the GP has attached the letter "referral.txt"
    When the GP attaches the letter "ecg.txt"
    Then the referral in e-RS has the letters "referral.txt" and "ecg.txt"

  @hazard:HZ-LOST-LETTER
  Scenario: A letter that a colleague attached elsewhere stays
    Given the GP has referred Joan routinely to the heart clinic
    And a colleague has since attached the letter "photo.txt" in the e-RS web application
    And the GP has opened the referral as e-RS has it
    When the GP attaches the letter "ecg.txt"
    Then the referral in e-RS has the letters "photo.txt" and "ecg.txt"

  @negative @req:TIF-CS-12 @hazard:HZ-LOST-LETTER
  Scenario: A colleague attached a letter meanwhile
    Given the GP has referred Joan routinely to the heart clinic
    And a colleague has since attached the letter "photo.txt" in the e-RS web application
    When the GP attaches the letter "ecg.txt"
    Then the user is told that it has changed in e-RS meanwhile
    And the referral in e-RS has the letter "photo.txt"
    And the letter "ecg.txt" is kept, to be sent again

  @negative
  Scenario Outline: A letter that e-RS does not take: <why>
    Given the GP has referred Joan routinely to the heart clinic
    When the GP attaches a letter <why>
    Then the user is told that e-RS does not take such a letter
    And no file is sent to e-RS about Joan

    Examples:
      | why                                |
      | larger than 5 MB                   |
      | that is a spreadsheet              |
      | whose name belies what it is       |
      | without anything in it             |

  @negative @hazard:HZ-LOST-LETTER
  Scenario: The scan finds a virus
    Given the GP has referred Joan routinely to the heart clinic
    And the GP has attached the letter "referral.txt"
    When the scan finds a virus in the letter
    And the GP opens the referral as e-RS has it
    Then the letter "referral.txt" is shown as unusable, with the reason

  @negative @req:TIF-CS-11
  Scenario Outline: e-RS <is in trouble> when a letter is uploaded
    Given the GP has referred Joan routinely to the heart clinic
    And e-RS <is in trouble> when a letter of Joan is next uploaded
    When the GP attaches the letter "referral.txt"
    Then the user is told that the letter was not attached
    And the letter "referral.txt" is kept, to be sent again
    And a task reminds the practice of the letter

    Examples:
      | is in trouble               |
      | is out of service           |
      | answers with an error page  |
      | drops the connection        |

  @req:TIF-CS-11
  Scenario: A letter that was kept is sent again
    Given the GP has referred Joan routinely to the heart clinic
    And e-RS drops the connection when a letter of Joan is next uploaded
    When the GP attaches the letter "referral.txt"
    And the GP sends the letters that are waiting
    Then the referral in e-RS has the letter "referral.txt", word for word

  @req:TIF-CS-11
  Scenario: The referral stands although its letter did not get through
    Given the GP has written a referral of Joan routinely to the heart clinic
    And e-RS is out of service when a letter of Joan is next uploaded
    When the GP sends the referral with the letter "referral.txt"
    Then the booking reference is shown, and kept in Joan's record
    And the user is told beside it that the letter was not attached
    And the letter "referral.txt" is kept, to be sent again

  @negative @req:TIF-CS-10 @hazard:HZ-WRONG-PATIENT
  Scenario: A letter is not attached to another patient's referral
    Given Peter Lund is registered at the practice
    And the GP has referred Joan routinely to the heart clinic
    When the GP attaches the letter "referral.txt" with Peter's record on the screen
    Then the user is told that it is another patient's
    And the referral in e-RS has no letter

  @req:ERS01
  Scenario: The letter for the patient has what she needs to book
    Given the GP has referred Joan routinely to the skin clinic
    When the GP prints the letter for the patient
    Then the letter has Joan's booking reference and password

  @req:ERS01 @negative
  Scenario Outline: e-RS <is in trouble> when the letter for the patient is printed
    Given the GP has referred Joan routinely to the skin clinic
    And e-RS <is in trouble> when a letter for Joan is next made
    When the GP prints the letter for the patient
    Then the user is told that there is no letter for the patient

    Examples:
      | is in trouble        |
      | fails without a word |
      | answers with rubbish |
