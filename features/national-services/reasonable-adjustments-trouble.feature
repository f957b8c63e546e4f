@capability:C13 @service:reasonable-adjustments @req:TIF-FLAG-01 @negative @api
Feature: Reasonable adjustments while the national service is in trouble
  Nobody may take "could not be checked" for "nothing recorded". What was typed is not lost, and nothing is recorded twice.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP is signed in

  @req:TIF-CS-11
  Scenario Outline: Adjustments cannot be read: the service <is in trouble>
    Given the hospital has recorded that Joan "Requires visual alert"
    And the adjustments service <is in trouble> whenever Joan's adjustments are read
    When the GP opens Joan's reasonable adjustments
    Then the GP sees that reasonable adjustments could not be checked

    Examples:
      | is in trouble                          |
      | fails without a word                   |
      | answers with an error page             |
      | answers with rubbish                   |
      | breaks off in the middle of its answer |
      | does not let us in                     |

    @waits
    Examples:
      | is in trouble           |
      | does not answer in time |

  Scenario: What was known is shown as no longer certain
    Given the hospital has recorded that Joan "Requires visual alert"
    And the GP has opened Joan's reasonable adjustments
    And the adjustments service fails without a word whenever Joan's adjustments are read
    When the GP opens Joan's reasonable adjustments
    Then the GP sees that reasonable adjustments could not be checked

  @req:TIF-CS-11
  Scenario Outline: An adjustment cannot be shared: the service <is in trouble>
    Given the hospital has recorded that Joan "Requires visual alert"
    And the adjustments service <is in trouble> whenever an adjustment of Joan's is written
    When the GP records that Joan "Does lip read"
    Then the user is told that the adjustment was not shared, or that nobody knows
    And "Does lip read" is kept at the practice as not shared yet
    And somebody is asked to see to the adjustment

    Examples:
      | is in trouble              |
      | fails without a word       |
      | answers with an error page |
      | does not accept it         |
      | drops the connection       |

  Scenario: What was kept is shared first, and then what comes after it
    Given the hospital has recorded that Joan "Requires visual alert"
    And the adjustments service fails without a word when an adjustment of Joan's is next written
    And the GP has tried to record that Joan "Does lip read"
    When the GP records that Joan "Requires information verbally"
    Then the adjustment is recorded
    And nationally, Joan "Requires visual alert", "Does lip read" and "Requires information verbally", in this order
    And nothing is kept at the practice as not shared

  @req:TIF-CS-11
  Scenario Outline: The service has recorded it, and then <is in trouble>
    Given the hospital has recorded that Joan "Requires visual alert"
    And the adjustments service writes the next adjustment of Joan's and then <is in trouble>
    And the GP has tried to record that Joan "Does lip read"
    When the GP records that Joan "Does lip read"
    Then nationally, Joan "Requires visual alert" and "Does lip read"
    And nothing is kept at the practice as not shared

    Examples:
      | is in trouble        |
      | fails without a word |
      | answers with rubbish |
      | drops the connection |

  Scenario: The service takes its time
    Given the hospital has recorded that Joan "Requires visual alert"
    And the adjustments service takes its time over the next change of Joan's
    When the GP records that Joan "Does lip read"
    Then the adjustment is recorded
    And nationally, Joan "Requires visual alert" and "Does lip read"

  Scenario: The service has taken its time, and failed
    Given the hospital has recorded that Joan "Requires visual alert"
    And the adjustments service takes its time over the next change of Joan's, and then fails
    When the GP records that Joan "Does lip read"
    Then the user is told that the adjustment was not shared, or that nobody knows
    And "Does lip read" is kept at the practice as not shared yet

  Scenario: Leave was withdrawn early
    Given the hospital has recorded that Joan "Requires visual alert"
    And the platform withdraws the user's leave when an adjustment of Joan's is next written
    When the GP records that Joan "Does lip read"
    Then nationally, Joan "Requires visual alert" and "Does lip read"

  @req:TIF-CS-11
  Scenario: The service does not make a change
    Given the hospital has recorded that Joan "Requires visual alert"
    And the GP has opened Joan's reasonable adjustments
    And the adjustments service fails without a word when an adjustment of Joan's is next changed
    When the GP changes "Requires visual alert" to "Requires information verbally"
    Then the user is told that the change of adjustments was not confirmed
    And nationally, Joan "Requires visual alert"
