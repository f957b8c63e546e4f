@capability:C13 @api
Feature: What somebody may see and do depends on their role
  Roles come from CIS2. The practice's system goes by them whenever something is asked of it, not only when it draws its pages.

  Background:
    Given Joan Okafor is registered at the practice

  @req:TIF-IG-RBAC-01 @negative
  Scenario Outline: The <person> may look at a patient's details, not change them
    When the <person> looks at Joan's record
    And the <person> saves a new mobile number
    Then the user is told that their role does not allow it
    And nothing is sent to the Personal Demographics Service

    Examples:
      | person            |
      | medical secretary |
      | privacy officer   |

  @req:TIF-IG-RBAC-01 @negative
  Scenario: A medical secretary may not register patients
    Given Ravi Menon is known nationally
    When the medical secretary registers Ravi
    Then the user is told that their role does not allow it
    And nothing is sent to the Personal Demographics Service

  @req:TIF-IG-RBAC-01 @negative
  Scenario: A medical secretary may not take a patient off the list
    When the medical secretary takes Joan off the practice's list
    Then the user is told that their role does not allow it
    And Joan is still on the practice's list

  @req:TIF-IG-RBAC-01 @negative
  Scenario Outline: A <person> does not get to see what is clinical
    Given the second GP has recorded that Joan is allergic to penicillin
    When the <person> asks for Joan's allergies
    Then the user is told that their role does not allow it

    Examples:
      | person          |
      | receptionist    |
      | privacy officer |

  @req:TIF-IG-RBAC-01
  Scenario: A medical secretary gets to see what is clinical
    Given the second GP has recorded that Joan is allergic to penicillin
    When the medical secretary asks for Joan's allergies
    Then penicillin is among them

  @req:TIF-IG-RBAC-01 @negative
  Scenario Outline: A <person> may not record what is clinical
    When the <person> records that Joan is allergic to penicillin
    Then the user is told that their role does not allow it
    And Joan has no allergies on her record

    Examples:
      | person            |
      | receptionist      |
      | medical secretary |

  @req:TIF-IG-RBAC-01 @negative
  Scenario: A practice nurse may not nominate a pharmacy
    When the practice nurse nominates a pharmacy for Joan
    Then the user is told that their role does not allow it
    And nothing is sent to the Personal Demographics Service
