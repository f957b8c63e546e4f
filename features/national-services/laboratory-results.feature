@capability:C8 @service:mesh @req:E00433 @req:TIF-DDP-06 @api
Feature: Results from laboratories
  Laboratories send reports over the message exchange. Each result ends up in the record of the right patient as it was sent, number
  and unit, comparator and range, mark and words, and waits there until a clinician has looked at it. Nothing replaces a report silently.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario: A result goes before the GP who asked for it
    Given the laboratory has sent a ferritin result about Joan
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And the second GP is asked to review the report
    And the laboratory is told once that all of it was taken
    And MESH is told that the report is in safe hands

  @hazard:HZ-MISSED-RESULT
  Scenario Outline: The laboratory marks what is not as it should be: <report>
    Given the laboratory has sent <report> about Joan
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And a clinician is told that the report is abnormal

    Examples:
      | report                                              |
      | results that are too high, too low and out of range |
      | a result that may be abnormal                       |

  Scenario Outline: Numbers that are not exact: <report>
    Given the laboratory has sent <report> about Joan
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent

    Examples:
      | report                                       |
      | results below and above what can be measured |
      | results of at most and at least a number     |

  Scenario Outline: Whatever the laboratory says is kept: <report>
    Given the laboratory has sent <report> about Joan
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed

    Examples:
      | report                                    |
      | a result with ranges for different people |
      | a result in words                         |
      | tests in SNOMED CT and without a code     |
      | a preliminary report                      |
      | a panel of tests on two specimens         |

  @req:DDP02
  Scenario: A laboratory that still sends the older message
    Given the laboratory has sent a report in the older variant about Joan
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And the laboratory is told once that all of it was taken

  Scenario: Somebody elsewhere asked for the test
    Given the laboratory has sent a result about Joan that somebody elsewhere asked for
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And Joan's own GP is asked to review the report

  Scenario: A clinician has looked at the result
    Given the laboratory has sent a ferritin result below its range about Joan
    And the system has collected its messages
    When the GP says that the report has been reviewed
    Then the report has been reviewed
    And the report is in Joan's record once, as it was sent, reviewed
    And nobody is asked any more to review the report
    And the audit trail says that Joan's report came from the laboratory, and that the GP reviewed it

  @negative @req:TIF-IG-RBAC-01
  Scenario: Who is no clinician does not review results
    Given the laboratory has sent a ferritin result about Joan
    And the system has collected its messages
    When the medical secretary says that the report has been reviewed
    Then the user is told that results are not for them
    And the report is in Joan's record once, as it was sent, to be reviewed

  @negative @req:TIF-IG-RBAC-01
  Scenario: A receptionist does not see results
    Given the laboratory has sent a ferritin result about Joan
    And the system has collected its messages
    When the receptionist looks at Joan's results
    Then the user is told that results are not for them

  Scenario Outline: A <kind> report takes the place of the first, even where that was reviewed
    Given the laboratory has sent a ferritin result about Joan
    And the system has collected its messages
    And the GP has reviewed the report
    And the laboratory has sent a <kind> report about Joan in its place
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And the earlier report is kept, and shown as replaced

    Examples:
      | kind          |
      | corrected     |
      | supplementary |

  @negative
  Scenario: An earlier report comes later
    Given the laboratory has sent a ferritin result about Joan
    And the system has collected its messages
    And the laboratory has sent a report about Joan that was issued earlier under the same number
    When the system collects its messages
    Then the earlier report is in Joan's record once, as it was sent, to be reviewed
    And the report that was issued earlier is kept, and shown as replaced

  @negative @hazard:HZ-WRONG-PATIENT
  Scenario: The laboratory uses a number twice, for two patients
    Given the laboratory has sent a ferritin result about Joan
    And Ruth Amadi is registered at the practice
    And the system has collected its messages
    And the laboratory has sent a report about Ruth under the same number
    When the system collects its messages
    Then the report is in Ruth's record once, as it was sent, to be reviewed
    And the earlier report is in Joan's record once, as it was sent, to be reviewed
