@capability:C8 @service:pathology @service:patient-data-manager @service:mns @service:mesh @req:E00433 @req:TIF-DDP-06 @api
Feature: Results from laboratories in FHIR
  Laboratories put reports into a national store. The practice hears of those that it asked for, reads them from the store, and files
  them as it files any other: in the right record, as they were sent, before a clinician. Being told is not having the result: one that
  cannot be read is asked for again, and then put before a person.

  Background:
    Given Joan Okafor is registered at the practice
    And the practice has subscribed to national events

  Scenario: The practice subscribes to its results
    When the practice manager subscribes to national events
    Then the practice hears of results that it asked for, and of nobody else’s

  Scenario Outline: A result goes before the GP who asked for it, known by the <number>
    Given the laboratory has put a result about Joan into the national store, asked for by the second GP with the <number>
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And the second GP is asked to review the report

    Examples:
      | number      |
      | SDS user id |
      | GMC number  |

  @hazard:HZ-MISSED-RESULT
  Scenario Outline: The laboratory marks what is not as it should be: <report>
    Given the laboratory has put <report> about Joan into the national store
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And a clinician is told that the report is abnormal

    Examples:
      | report                                |
      | results that are too high and too low |
      | results that are critical             |

  Scenario Outline: Whatever the laboratory says is kept: <report>
    Given the laboratory has put <report> about Joan into the national store
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed

    Examples:
      | report                              |
      | results beyond what can be measured |
      | results whose units are codes alone |
      | results in words                    |
      | groups of tests within a group      |
      | a report with notes on all of it    |
      | a report that is not complete yet   |

  Scenario Outline: A report that was <kind> takes the place of the first, even where that was reviewed
    Given the laboratory has put a CRP result about Joan into the national store
    And the system has collected its messages
    And the GP has reviewed the report
    And the laboratory has put a report, now <kind>, about Joan into the national store in its place
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And the report is shown as <kind>
    And the earlier report is kept, and shown as replaced

    Examples:
      | kind      |
      | corrected |
      | amended   |

  @hazard:HZ-MISSED-RESULT
  Scenario: The laboratory takes a report back
    Given the laboratory has put a CRP result about Joan into the national store
    And the system has collected its messages
    And the GP has reviewed the report
    And the laboratory has taken the report about Joan back in the national store
    When the system collects its messages
    Then the report is shown as entered-in-error
    And a clinician is told that the laboratory has withdrawn the report
    And the earlier report is kept, and shown as replaced

  @negative
  Scenario: The practice hears of an earlier report later
    Given the laboratory has put a CRP result about Joan into the national store
    And the system has collected its messages
    And the laboratory has put a report about Joan into the national store that was issued earlier under the same number
    When the system collects its messages
    Then the earlier report is in Joan's record once, as it was sent, to be reviewed
    And the report that was issued earlier is kept, and shown as replaced

  @negative
  Scenario: A correction in the night, dated otherwise than the first
    Given the laboratory has put a CRP result about Joan into the national store, issued at half past midnight by summer time
    And the system has collected its messages
    And the laboratory has put a corrected report about Joan into the national store in its place, issued a quarter of an hour later and dated in UTC
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And the earlier report is kept, and shown as replaced

  @negative
  Scenario: The practice is told again of what it has
    Given the laboratory has put a CRP result about Joan into the national store
    And the system has collected its messages
    And the GP has reviewed the report
    And the practice has been told of the report once more, and by another event
    When the system collects its messages
    Then the national store is not asked for the report about Joan
    And the report is in Joan's record once, as it was sent, reviewed

  @negative
  Scenario: The laboratory sends the same report again
    Given the laboratory has put a CRP result about Joan into the national store
    And the system has collected its messages
    And the GP has reviewed the report
    And the laboratory has put the same report into the national store again
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, reviewed

  @negative @hazard:HZ-WRONG-PATIENT
  Scenario Outline: The report has <mistake>
    Given the laboratory has put a result about Joan with <mistake> into the national store
    When the system collects its messages
    Then the report is not in Joan's record
    And the report waits for somebody to find out whose it is

    Examples:
      | mistake               |
      | another surname       |
      | another date of birth |

  @negative @hazard:HZ-MISSED-RESULT
  Scenario: A result of somebody who has left meanwhile
    Given Joan has left the practice
    And the laboratory has put a CRP result about Joan into the national store
    When the system collects its messages
    Then the report is not in Joan's record
    And the report waits for somebody to find out whose it is

  @negative @hazard:HZ-WRONG-PATIENT
  Scenario: One of the results is about somebody else
    Given Ruth Amadi is registered at the practice
    And the laboratory has put a report about Joan into the national store in which a result is about Ruth
    When the system collects its messages
    Then the report is not in Joan's record
    And the report is not in Ruth's record
    And the practice has a task to see to the result about Joan that was not filed

  @negative @hazard:HZ-MISSED-RESULT
  Scenario Outline: A report that <flaw>
    Given the laboratory has put a report about Joan into the national store that <flaw>
    When the system collects its messages
    Then the report is not in Joan's record
    And the practice has a task to see to the result about Joan that was not filed

    Examples:
      | flaw                                    |
      | refers to a result that it does not hold |
      | holds no report                         |
      | has a result without a number           |

  @negative @hazard:HZ-MISSED-RESULT
  Scenario Outline: The national store <is in trouble>
    Given the laboratory has put a CRP result about Joan into the national store
    And the national store <is in trouble> when the report about Joan is next read
    And the system has collected its messages
    When the system collects its messages again
    Then the report is in Joan's record once, as it was sent, to be reviewed

    Examples:
      | is in trouble                          |
      | fails without a word                   |
      | answers with an error page             |
      | breaks off in the middle of its answer |

  @negative @hazard:HZ-MISSED-RESULT
  Scenario: The event is quicker than the store
    Given the laboratory has put a CRP result about Joan into the national store
    And the national store does not have the report about Joan for 2 rounds
    When the system collects its messages 3 times
    Then the report is in Joan's record once, as it was sent, to be reviewed

  @negative @hazard:HZ-MISSED-RESULT
  Scenario: The national store never gives the report
    Given the laboratory has put a CRP result about Joan into the national store
    And the national store fails whenever the report about Joan is read
    When the system collects its messages 5 times
    Then the report is not in Joan's record
    And the practice has a task to ask the laboratory for the result about Joan

  @negative @hazard:HZ-MISSED-RESULT
  Scenario: A result is announced, and nobody says where it is
    Given a result about Joan is announced without saying where it is
    When the system collects its messages
    Then the practice has a task to ask the laboratory for the result about Joan

  @req:TIF-IG-AUD-03
  Scenario: A clinician has looked at the result
    Given the laboratory has put results that are too high and too low about Joan into the national store
    And the system has collected its messages
    When the GP says that the report has been reviewed
    Then the report has been reviewed
    And the report is in Joan's record once, as it was sent, reviewed
    And nobody is asked any more to review the report
    And the audit trail says that Joan's report came from the laboratory, and that the GP reviewed it
