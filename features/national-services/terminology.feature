@capability:C15 @service:terminology @req:TIF-DS-02 @api @serial
Feature: Problems coded in SNOMED CT
  What a clinician records is coded in the UK Edition of SNOMED CT, so that everybody means the same by it. The code is looked up on the
  NHS Terminology Server; what the clinician wrote stays beside it, whatever becomes of the code.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP is signed in

  @req:TIF-DS-05
  Scenario: A problem is found by the beginnings of its words
    When the GP searches the problems for "diab mell 2"
    Then the GP can choose "Diabetes mellitus type 2"

  @req:TIF-DS-05
  Scenario: A problem is found by another word for it
    When the GP searches the problems for "heart attack"
    Then the GP can choose "Myocardial infarction"

  Scenario: A problem is recorded with its code
    When the GP records the problem "Asthma" for Joan
    Then the problem "Asthma" is on Joan's record, and its code has been checked

  @req:TIF-DS-05
  Scenario: A problem is kept under its national name, whatever it was called on the screen
    When the GP records the problem "Myocardial infarction" for Joan, which the screen called "Heart attack (old)"
    Then the problem "Myocardial infarction" is on Joan's record, and its code has been checked

  Scenario: The clinician's own words stay beside the code
    When the GP records the problem "Asthma" for Joan, and writes "Worse at night since the move"
    Then the problem "Asthma" is on Joan's record, and its code has been checked
    And "Worse at night since the move" stands beside it

  @req:TIF-DS-03
  Scenario: What is not in use any more is not offered
    Given "Backache" is not in use any more
    When the GP searches the problems for "back"
    Then the GP cannot choose "Backache"

  @req:TIF-DS-03 @negative
  Scenario: What is not in use any more is not recorded anew
    Given "Osteoporosis" is not in use any more, and "Chronic kidney disease" is used instead
    When the GP records the problem "Osteoporosis" for Joan
    Then the user is told that it is not in use any more, and to use "Chronic kidney disease"
    And no problem is on Joan's record

  @req:TIF-DS-03
  Scenario: What was recorded before stays on the record as it was
    Given the GP has recorded the problem "Psoriasis" for Joan
    And "Psoriasis" is not in use any more
    When the codes of Joan's problems are checked
    Then the problem "Psoriasis" is on Joan's record, marked as not in use any more
    And somebody is asked to look at "Psoriasis"

  @negative
  Scenario: What cannot be a code is not recorded, and not looked up
    When the GP records a problem for Joan under the code "195967002"
    Then the user is told that this is no code
    And the terminology is not asked

  @negative
  Scenario: A code that nobody has
    When the GP records a problem for Joan under the code "999000011000001104"
    Then the user is told that this is no code

  @negative
  Scenario: A substance is no problem
    When the GP records the problem "Ibuprofen" for Joan
    Then the user is told that this is no problem
    And no problem is on Joan's record

  @negative @req:TIF-CS-11
  Scenario Outline: Nothing is lost when the code cannot be looked up: the terminology <is in trouble>
    Given the terminology <is in trouble> whenever a code is looked up
    When the GP records the problem "Asthma" for Joan, and writes "Worse at night since the move"
    Then the problem "Asthma" is on Joan's record, and its code has not been checked
    And "Worse at night since the move" stands beside it
    And somebody is asked to look at "Asthma"

    Examples:
      | is in trouble              |
      | fails without a word       |
      | answers with rubbish       |
      | drops the connection       |

  @req:TIF-CS-11
  Scenario: What could not be looked up is looked up later
    Given the terminology fails without a word whenever a code is looked up
    And the GP has recorded the problem "Asthma" for Joan
    And the terminology is well again
    When the codes of Joan's problems are checked
    Then the problem "Asthma" is on Joan's record, and its code has been checked

  @negative @req:TIF-CS-11
  Scenario: Nobody takes a search that failed for one that found nothing
    Given the terminology fails without a word whenever it is searched
    When the GP searches the problems for "asthma"
    Then the user is told that the terminology is in trouble

  Scenario: Leave to ask the terminology has run out
    Given the GP has searched the problems for "asthma"
    And all leave to ask the terminology has run out
    When the GP searches the problems for "headache"
    Then the GP can choose "Headache"

  @req:GP-07.1-021 @req:GP-07.21-02
  Scenario Outline: A medicine is offered with its dm+d code, and at its level: <medicine>
    When the GP searches the medicines for "<words>"
    Then the GP can choose "<medicine>", <by>

    Examples:
      | words          | medicine                 | by                 |
      | paracet 500 tab | Paracetamol 500mg tablets | by its medicine    |
      | nizoral        | Nizoral 2% cream         | by its brand       |
