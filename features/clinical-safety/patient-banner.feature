@capability:C13 @ui
Feature: The patient banner
  Whoever works in a record sees at every moment whose it is. The banner looks the same in every system that the NHS uses, so that nobody
  has to search it.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  @req:PAB-0016 @req:TIF-CS-10 @hazard:HZ-WRONG-PATIENT
  Scenario: Who the patient is
    When the receptionist goes on to Joan's record
    Then the banner gives her name, date of birth, gender and NHS number in this order, each as the NHS writes it
    And it gives her age today

  @req:NUM-0001 @req:NUM-0002 @hazard:HZ-WRONG-PATIENT
  Scenario: The NHS number can be read at a glance
    When the receptionist goes on to Joan's record
    Then her NHS number is there whole, on one line, in groups of three, three and four

  @req:PAB-0042
  Scenario: Labels without colons
    When the receptionist goes on to Joan's record
    Then no label of the banner ends in a colon

  @req:PAB-0019
  Scenario: What is not known is said in words or left out
    Given no telephone number is known of her
    And the receptionist has opened Joan's details
    When the receptionist goes on to Joan's record
    Then the banner shows no question mark, nor anything else that a program says for nothing

  @req:PAB-0018 @hazard:HZ-DECEASED
  Scenario: Somebody who has died
    Given PDS has since learnt that she died on 2 May 2025
    And the receptionist has opened Joan's details
    When the receptionist goes on to Joan's record
    Then the banner says that she died on 02-May-2025, at the age of 41
    And it does not give an age as though she were alive

  @req:PAB-0009 @req:PAB-0012
  Scenario: On top, from edge to edge
    When the receptionist goes on to Joan's record
    Then the banner is at the very top of the window, and as wide as the window

  @req:PAB-0011 @req:TIF-CS-10 @hazard:HZ-WRONG-PATIENT
  Scenario: Still there at the end of a long form
    Given the receptionist has the form for Joan's details open
    When the receptionist scrolls to the end
    Then the banner is where it was

  @req:PAB-0015 @hazard:HZ-WRONG-PATIENT
  Scenario: Not above a list of several patients
    Given Joan Okafor of the same name is registered at the practice
    When the receptionist searches the practice's list for her family name
    Then the list shows both of them
    And the page shows no patient banner

  @req:PAB-0008 @req:TIF-IG-RBAC-01
  Scenario: Allergies are for clinical users
    Given the GP has recorded that Joan is allergic to penicillin
    When the receptionist goes on to Joan's record
    Then the banner does not mention penicillin
    When the GP goes on to Joan's record
    Then the banner mentions penicillin

  @req:E00255
  Scenario: An alert is seen by whoever opens the record
    Given Joan has the alert "Hearing loss: speak up"
    When the receptionist goes on to Joan's record
    Then the banner mentions "Hearing loss: speak up"

  @req:TIF-IG-PRIV-01 @hazard:HZ-WHEREABOUTS
  Scenario: Somebody whose whereabouts must not be known
    Given her national record has since been marked as sensitive
    And the receptionist has opened Joan's details
    When the receptionist goes on to Joan's record
    Then neither her address nor her telephone number is on the screen

  @req:TIF-CS-10 @req:E00165 @hazard:HZ-WRONG-PATIENT
  Scenario: Somebody else has the same name
    Given Joan Okafor of the same name is registered at the practice
    When the receptionist goes on to Joan's record
    Then the banner warns that another patient has the same name

  @req:TIF-CS-10 @negative @hazard:HZ-WRONG-PATIENT
  Scenario: Another record is opened in a second window
    Given Peter Asante is registered at the practice
    And the receptionist has the form for Joan's details open
    And the receptionist has opened Peter's details in a second window
    When the receptionist saves a new mobile number in the form
    Then the number is Joan's, and nothing of Peter has changed

  @req:TIF-CS-11 @req:PDS02 @negative @service:pds
  Scenario: PDS fails while the form is saved
    Given the receptionist has the form for Joan's details open
    And PDS fails when Joan's details are next changed
    When the receptionist saves a new mobile number in the form
    Then the page says that PDS has failed and that the change is kept
    And the new mobile number is still in the form
