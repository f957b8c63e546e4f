@capability:C13 @service:pds @api
Feature: Finding a patient nationally
  Before anybody is registered, the Personal Demographics Service (PDS) is asked who they are. Whom to choose is always the user's decision.

  Background:
    Given a receptionist is signed in

  @req:PDS02 @req:E00176 @serial
  Scenario: Found by name and date of birth
    Given Maud Tremayne is known nationally
    When the receptionist searches PDS for Maud by name and date of birth
    Then Maud is the only match
    And PDS was asked once, in the name of the receptionist

  @req:PDS02 @req:E00176 @hazard:HZ-WRONG-PATIENT
  Scenario: Found by an NHS number that has been replaced
    Given Maud Tremayne is known nationally
    And her NHS number has been replaced by another
    When the receptionist searches PDS for Maud by NHS number
    Then she is the only match, under the number that replaced it

  @req:PDS02 @req:E00176
  Scenario: Only the beginning of the name is known
    Given Maud Tremayne is known nationally
    When the receptionist searches PDS for Maud by the beginning of her family name
    Then Maud is the only match

  @req:PDS02 @req:E00176 @req:TIF-CS-10 @hazard:HZ-WRONG-PATIENT
  Scenario: Several people match
    Given Maud Tremayne is known nationally
    And Edna, her twin, is known nationally
    When the receptionist searches PDS by Maud's family name and date of birth
    Then both twins are shown, for the user to choose

  @req:TIF-PDS-06 @req:TIF-IG-AUD-08 @serial
  Scenario: A list of matches opens nobody's record
    Given Maud Tremayne is known nationally
    And Edna, her twin, is known nationally
    When the receptionist searches PDS by Maud's family name and date of birth
    Then both twins are shown, for the user to choose
    And no record was opened on PDS

  @req:PDS02 @req:E00176 @req:TIF-CS-10 @negative @hazard:HZ-WRONG-PATIENT @serial
  Scenario: More people match than PDS shows
    Given more people of one name and birthday are known nationally than PDS shows
    When the receptionist searches PDS by Mary's family name and date of birth
    Then the user is told to narrow the search
    And no record was opened on PDS

  @req:TIF-IG-PRIV-01 @hazard:HZ-WHEREABOUTS
  Scenario: Somebody whose whereabouts must not be known
    Given Maud Tremayne is registered at the practice
    And her national record has since been marked as sensitive
    When the receptionist searches PDS for Maud by name and date of birth
    Then Maud is the only match, and it is not told where she lives

  @req:PDS02 @req:E00176 @negative
  Scenario: Nobody matches
    When the receptionist searches PDS for somebody whom PDS does not know
    Then the user is told that PDS knows nobody like that

  @req:PDS02 @req:E00176 @negative @serial
  Scenario: Too little to search by
    Given Maud Tremayne is known nationally
    When the receptionist searches PDS by Maud's family name alone
    Then the user is told what is missing
    And PDS is not asked at all

  @req:TIF-NHSNO-01 @negative @hazard:HZ-WRONG-PATIENT @serial
  Scenario Outline: An NHS number with <slip> is refused before PDS is asked
    When the receptionist searches PDS for the NHS number <number>
    Then the user is told that this is not an NHS number
    And PDS is not asked at all

    Examples:
      | slip                            | number       |
      | a wrong last digit              | 999 000 0017 |
      | two neighbouring digits swapped | 990 900 0018 |
      | a check digit that would be ten | 999 000 0000 |
      | a digit missing                 | 999 000 001  |

  @req:PDS02 @req:TIF-CS-11 @negative @serial
  Scenario Outline: PDS <is in trouble> while a patient is searched for
    Given Maud Tremayne is known nationally
    And PDS <is in trouble> whenever it is searched
    When the receptionist searches PDS for Maud by name and date of birth
    Then the user is told that the national service is in trouble
    And PDS is left in peace

    Examples:
      | is in trouble                          |
      | fails                                  |
      | fails without a word                   |
      | answers with an error page             |
      | answers with rubbish                   |
      | breaks off in the middle of its answer |
      | labels its answer as something else    |
      | gives up after its own time            |
      | refuses                                |

  @req:TIF-PDS-06 @negative @serial @waits
  Scenario: PDS is asked too often, and then has time
    Given Maud Tremayne is known nationally
    And PDS is asked too often when it is next searched
    When the receptionist searches PDS for Maud by name and date of birth
    Then Maud is the only match
    And PDS is left in peace
