@capability:C14 @api
Feature: Controlled drugs
  Prescriptions for controlled drugs hold what the Misuse of Drugs Regulations 2001 demand, and are refused where they cannot.

  Background:
    Given Joan Okafor is registered at the practice

  @req:TIF-CD-01 @service:eps @hazard:HZ-CONTROLLED-DRUG
  Scenario Outline: The quantity of <medicine> is in words and in figures
    Given the GP has drafted <medicine> for Joan
    When the GP signs it
    Then the prescription has the quantity "<words>" in words and <figures> in figures

    Examples:
      | medicine   | words     | figures |
      | morphine   | fifty six | 56      |
      | fentanyl   | five      | 5       |
      | pregabalin | fifty six | 56      |

  @req:TIF-CD-01 @service:eps @hazard:HZ-CONTROLLED-DRUG
  Scenario: The quantity is in words however large it is
    Given the GP has drafted 112 tablets of morphine for Joan
    When the GP signs it
    Then the prescription has the quantity "one hundred twelve" in words and 112 in figures

  @req:TIF-CD-01 @service:eps
  Scenario: The prescription says for whom, by whom, what and when
    Given the GP has drafted morphine for Joan
    When the GP signs it
    Then the prescription names Joan by NHS number, name, date of birth and address
    And the prescription names the GP by user, role, practice and one professional number
    And the prescription is dated, and names product, form and strength

  @req:TIF-CD-01 @negative @hazard:HZ-CONTROLLED-DRUG
  Scenario Outline: "<dose>" is no dose for <medicine>
    When the GP prescribes <medicine> for Joan to be taken "<dose>"
    Then the user is told that it is not a dose
    And nothing is written down for Joan

    Examples:
      | medicine   | dose                   |
      | morphine   | as directed            |
      | pregabalin | Take as directed.      |
      | fentanyl   | To be used as directed |

  @req:TIF-CD-02 @negative @hazard:HZ-CONTROLLED-DRUG
  Scenario Outline: More than thirty days of <medicine>
    When the GP prescribes <medicine> for Joan for 31 days
    Then the prescriber is warned of more than thirty days of a controlled drug, with "30"

    Examples:
      | medicine   |
      | morphine   |
      | pregabalin |
      | diazepam   |

  @req:TIF-CD-02
  Scenario Outline: No more than guidance has, or no such drug
    When the GP prescribes <medicine> for Joan for <days> days
    Then no warning is shown

    Examples:
      | medicine   | days |
      | morphine   | 30   |
      | furosemide | 56   |
      | co-codamol | 56   |

  @req:TIF-CD-02
  Scenario: The prescriber may go beyond thirty days, and says why
    When the GP prescribes diazepam for Joan for 56 days
    And the GP goes on, because "Goes abroad for two months"
    Then it is written down, with the reason

  @req:TIF-CD-03 @negative @hazard:HZ-CONTROLLED-DRUG
  Scenario Outline: <medicine> is not for repeat dispensing
    When the GP prescribes <medicine> for Joan for repeat dispensing
    Then the user is told that it may not be dispensed in batches
    And nothing is written down for Joan

    Examples:
      | medicine   |
      | morphine   |
      | pregabalin |

  @req:TIF-CD-03
  Scenario Outline: <medicine> may be for repeat dispensing
    When the GP prescribes <medicine> for Joan for repeat dispensing
    Then no warning is shown

    Examples:
      | medicine   |
      | diazepam   |
      | co-codamol |

  @req:TIF-CD-04 @service:eps
  Scenario Outline: A prescription for <medicine> is valid for 28 days
    Given the GP has drafted <medicine> for Joan
    When the GP signs it
    Then it is shown to be valid for 28 days

    Examples:
      | medicine   |
      | morphine   |
      | pregabalin |
      | diazepam   |

  @req:TIF-CD-04 @service:eps
  Scenario: A prescription for a drug of schedule 5 is valid for six months
    Given the GP has drafted co-codamol for Joan
    When the GP signs it
    Then it is shown to be valid for six months

  @req:TIF-CD-01 @service:eps
  Scenario: Other medicines have no quantity in words
    Given the GP has drafted amoxicillin for Joan
    When the GP signs it
    Then the prescription has no quantity in words
