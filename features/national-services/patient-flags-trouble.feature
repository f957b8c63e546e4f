@capability:C13 @service:patient-flags @req:TIF-FLAG-01 @negative @api
Feature: Safeguarding flags while the national service is in trouble
  Nobody may take an unknown answer for "no plan". What was recorded is not lost, and the list that everybody reads gives nothing away.

  Background:
    Given Ada Mensah, a girl of 9, is registered at the practice

  @req:TIF-CS-11
  Scenario Outline: Flags cannot be read: the service <is in trouble>
    Given the local authority tells of a child protection plan for Ada
    And the national flags service <is in trouble> whenever Ada's flags are read
    When the GP looks what is flagged for Ada's safety
    Then the GP sees that flags could not be checked

    Examples:
      | is in trouble                          |
      | fails without a word                   |
      | answers with an error page             |
      | breaks off in the middle of its answer |

    @waits
    Examples:
      | is in trouble           |
      | does not answer in time |

  @req:TIF-CS-11
  Scenario Outline: The indicator cannot be shared: the service <is in trouble>
    Given the national flags service <is in trouble> when a flag of Ada's is next written
    When the GP records the FGM indicator for Ada
    Then the user is told that the indicator was not shared, or that nobody knows
    And the indicator is kept at the practice as not shared yet

    Examples:
      | is in trouble        |
      | fails without a word |
      | drops the connection |

  @req:TIF-IG-PRIV-01
  Scenario: The list that everybody reads gives nothing away
    Given the national flags service fails without a word when a flag of Ada's is next written
    When the GP records the FGM indicator for Ada
    Then somebody is asked to see to Ada's record, and the receptionist does not learn why

  @req:TIF-CS-11
  Scenario: What was kept is shared later
    Given the national flags service fails without a word when a flag of Ada's is next written
    And the GP has tried to record the FGM indicator for Ada
    When the GP records the FGM indicator for Ada
    Then nationally, Ada has the FGM indicator once
    And nothing of Ada's is kept as not shared

  @req:TIF-CS-11
  Scenario: The service has recorded it, and nobody heard of it
    Given the national flags service writes the next flag of Ada's and then drops the connection
    And the GP has tried to record the FGM indicator for Ada
    When the GP records the FGM indicator for Ada
    Then nationally, Ada has the FGM indicator once
    And nothing of Ada's is kept as not shared

  @req:TIF-CS-11
  Scenario: The indicator cannot be removed
    Given the hospital has recorded the FGM indicator for Ada
    And the national flags service fails without a word when a flag of Ada's is next removed
    When the GP removes the FGM indicator of Ada's, because it was recorded in error
    Then the user is told that the national flags service is in trouble
    And nationally, Ada has the FGM indicator once

  @req:TIF-CS-11
  Scenario: It was removed, and nobody heard of it
    Given the hospital has recorded the FGM indicator for Ada
    And the national flags service removes the next flag of Ada's and then drops the connection
    And the GP has tried to remove the FGM indicator of Ada's, because it was recorded in error
    When the GP removes the FGM indicator of Ada's, because it was recorded in error
    Then the GP sees that nothing is flagged
