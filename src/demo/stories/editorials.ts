import type { Block, DemoEditorial } from './story.js';

const section = 'opinion/editorial';
const language = 'en';

const allotments: Block[] = [
  {
    p: 'When the standpipes at the Saltings allotments were shut off in July, the 212 families who grow food there were told it was for a fortnight. It is November. The notice on the gate has been laminated, which is how one learns in this city that a measure has become permanent. No bill was owed and no rule was broken. A valve leaked, the utility and the council disagreed over whose valve it was, and it was cheaper for both to close it than to find out.',
  },
  {
    p: 'What followed was a summer of watering cans. The growers, whose average age is sixty-six, carried water from the cemetery tap, 400 metres away, and did so with better humour than anybody had a right to expect. They lost their beans and half of their potatoes. They also lost, and this is harder to weigh, the newcomers: of the thirty plots let in spring to young families from Southside, nineteen have been given back. Nobody with two children and a night shift fetches water from a graveyard for long.',
  },
  {
    p: 'The repair has been priced at £6,400. The two parties have by now spent rather more than that on letters to each other, some of which we have read and none of which we recommend. There is a simple way out. Let each pay half, mend the valve before the frost, and argue about the principle afterwards at their own expense. The allotments give the city fresh food, a few hundred people who know one another’s names, and the best view of the estuary that can be had for £38 a year. They ask in return for something that falls from the sky on most days. It should not be beyond us to let them have it.',
  },
];

const bridge: Block[] = [
  {
    p: 'The Wend swing bridge came back fourteen months late and at nearly twice the price, and on Wednesday morning 900 people got up in the dark to cheer it. Both facts are true, and both deserve to be remembered when the bill is presented. It is easy to be angry about £11.6 million. It is a little harder when one has just walked in four minutes a distance that for more than a year took thirty-five, and has met on the way three people one had last seen before the barriers went up.',
  },
  {
    p: 'The overrun was not, in the main, waste. The first estimate was made by people who had never been under the deck, because no living person had; the second by people who had been, and who came up white. A bearing cast in 1891 cannot be ordered. It had to be drawn, cast, found wanting and cast again. Where the council failed was in the telling. For five months it repeated a date that its own engineers had ceased to believe in, and shopkeepers on Capstan Street took on loans against that date. An honest “we do not know” would have cost nothing and saved two of them.',
  },
  {
    p: 'What matters now is that it should not happen again. Bridges are not kept by ceremonies but by grease, and the grease was cut from the budget in 2014 to save £40,000 a year. Put it back. Pay the keepers for the inspections they have been doing in their own time. Publish, once a year, one page on the state of the iron in words that a person on the bridge can understand. And as to how the remaining millions shall be found, let the meeting on Dec 3 hear every proposal before it hears the one that has already been decided. The city has shown that it will turn out in the cold for this bridge. It may be trusted with the figures.',
  },
];

export const editorials: DemoEditorial[] = [
  {
    key: 'leader-channel',
    headline: 'The board has voted; now it must listen',
    standfirst:
      'A majority of one is enough to dredge a channel, and too little to stop asking questions about it.',
    slugline: 'LEADER-channel',
    section,
    language,
    tags: ['fishing', 'harbour'],
    editionDate: '2026-11-17',
    editionRank: 1,
    body: [
      {
        p: 'Five votes to four is a decision. Those who lost by it, among them most of the people in this city who own a boat, should resist the comfort of calling it anything else. The Harbour Board had the evidence before it for three years and the gallery full for three hours, and nobody was hurried. The north channel will be deepened. Larger ships will come or they will not, and in ten years we shall know whether this was foresight or expense.',
      },
      {
        p: 'But a majority of one carries a duty with it, which is to behave as if one might be wrong. The board’s own ecologist put the chance that the cockle beds recover no higher than “more likely than not”. That is an honest answer, and it deserves an honest plan. What will be measured off Skell Island, how often, and by whom? At what reading does the work stop? The report, in its 412 pages, does not say. It proposes monitoring, a word that in documents of this kind usually means a folder.',
      },
      {
        p: 'There is an easy remedy, and it sits in the fish market every morning at five. The men and women who work the beds know them to the yard. Let two of them join the group that watches over the dredging, paid for their hours like the consultants, with the same figures on the same day and the right to be told in public why a warning has been set aside. It would cost less than one tide’s work of the dredger. It would also turn the neighbours of this scheme from witnesses for the prosecution into something nearer a jury. The chair said that we can be a port or a view of one. She is right; and a port is people before it is depth.',
      },
    ],
    state: 'live',
    publishedAt: '2026-11-17T05:00:00Z',
  },
  {
    key: 'leader-damp',
    headline: 'Count the damp, then cure it',
    slugline: 'LEADER-damp',
    section,
    language,
    tags: ['health', 'housing'],
    editionDate: '2026-11-17',
    editionRank: 2,
    body: [
      {
        p: 'Nobody knows how many homes in Port Merrow are wet. The council counts its own, and does it well; of the 19,000 that are let by private owners it has looked into 340 in five years, each of them after a complaint, and found mould in nearly all. From this one may conclude that the city has a serious problem, or that its tenants complain only when they must. Neither conclusion is a comfortable one, and without a count nobody can choose between them.',
      },
      {
        p: 'The usual objection is cost. A survey of one street in twenty, chosen by lot, could be done by four people with meters in a single winter. We asked three surveyors, and the dearest said £85,000. In the same winter the General Hospital will admit, if the past is a guide, about seventy children with trouble in their lungs who live at addresses that it has written down before. A bed on that ward costs the public some £600 a night. It does not take an economist to see which of the two lists is the cheaper one to draw up.',
      },
      {
        p: 'The other objection is that owners will be shamed. Some should be. Most, we believe, would be glad to be told: a good many are people with one flat and no notion of what stands behind its wardrobe. So let the survey come with a hand held out. Offer a loan, repaid through the rates, to any owner who mends a wall within the year; and to any who will not, after fair warning, send an inspector and a bill. What cannot go on is advice about windows. People who are cold do not leave them open, and people who have painted them shut should not recommend it. Count first, then lend, then insist. It is not a revolution, only housekeeping, and the house is ours.',
      },
    ],
    state: 'live',
    publishedAt: '2026-11-17T05:00:00Z',
  },
  {
    key: 'leader-slow-ferry',
    headline: 'In praise of the slow ferry',
    slugline: 'LEADER-ferry',
    section,
    language,
    tags: ['shipping', 'transport'],
    editionDate: '2026-11-17',
    editionRank: 3,
    body: [
      {
        p: 'The “Skell Maid” has carried this city’s people to the island and back for forty-eight years, at a speed that a fit cyclist would find tiresome. She is to be replaced, and quite right too: there are parts of her that are held in place by paint. The two ships that follow will be silent, clean and built at home. We shall be first in the queue for the first crossing. Yet before the old one goes, something may be said for the fifty minutes that she takes.',
      },
      {
        p: 'They are the last fifty minutes in the week that nobody can shorten. On the Maid there is no signal after the fairway buoy, nowhere to hurry to, and only one kind of sandwich. Marriages have been agreed on her after deck, and at least two ended. Island children do their homework between the mast and the funnel, where it is warm. A surgeon at the General told us that she takes the four o’clock boat after a bad day for no reason other than to be somewhere that is plainly moving and in no haste about it. Try to put that in a timetable.',
      },
      {
        p: 'The new ferries could make the crossing in twenty-eight. The plan is that they should not: at thirty-eight minutes their batteries will last the day, with something in hand for a headwind. We hear that there will be calls for the extra ten to be saved. Let them be answered politely and refused. Speed would need larger batteries, and larger batteries a dearer ticket, so that the people who cross most, and earn least, would pay to arrive early at a quay where the bus has not yet come. A ferry is not a slow bridge. It is a room with a view that happens to go somewhere. Ten minutes is a small price for a room.',
      },
    ],
    state: 'live',
    publishedAt: '2026-11-17T05:00:00Z',
  },
  {
    key: 'leader-night-bus',
    headline: 'The night bus is not a favour',
    standfirst: 'A city that works around the clock should be able to get home around the clock.',
    slugline: 'LEADER-nightbus',
    section,
    language,
    tags: ['transport', 'work'],
    editionDate: '2026-11-18',
    editionRank: 1,
    body: [
      {
        p: 'Some 7,000 people in this city start or finish work between midnight and five. They bake its bread, wash its hospital floors, sort its letters and gut its fish, and until this week the best that Merrow Transit could offer most of them was a bus every ninety minutes that went round by the cemetery. From Sunday there will be one every half hour, and it will pass the hospital. This is welcome. It is also, and the company’s posters should not be allowed to suggest otherwise, no more than what is due.',
      },
      {
        p: 'The N1 exists because a ward sister stood at a bus stop for eleven weeks with a clipboard. Her 4,200 signatures did what three consultations had not. One is glad that it worked and uneasy that it was needed: for every Bettina Szalai there must be a dozen people who are simply too tired. A company with a daily record of every ticket sold at the last evening bus and the first morning one might have noticed by itself that the same people buy both.',
      },
      {
        p: 'Now comes the danger. The routes are on trial until Easter, when passengers are to be counted. Winter is the worst time to count and the best time to cancel. People change their habits slowly, above all those who have been let down, and a cleaner who has paid a neighbour for lifts since 2019 will not give that up for a service that may be gone by spring. So promise two years. Count in the second. And count the right things: not only how many ride, but how many could take a job that they could not take before, how many walk one road fewer in the dark. If that cannot be put into a column of figures, ask a ward sister. She has a clipboard and, thanks to the new timetable, a little more sleep.',
      },
    ],
    state: 'live',
    publishedAt: '2026-11-18T05:00:00Z',
  },
  {
    key: 'leader-warnings',
    headline: 'A warning is worth what people do with it',
    slugline: 'LEADER-warnings',
    section,
    language,
    tags: ['climate', 'weather'],
    editionDate: '2026-11-18',
    editionRank: 2,
    body: [
      {
        p: 'Two pieces of news from far away have, this autumn, been remarkable for what did not happen in them. A lake in the mountains of northern Pakistan emptied without drowning the valley beneath it. A typhoon struck the coast of the eastern Philippines and found the villages empty. In both cases the forecast was good. Forecasts often are. What was better, and rarer, is that people believed it early enough to leave while leaving still looked foolish.',
      },
      {
        p: 'It is worth asking how that belief was earned. Above Skardu the water’s level was read out on the radio each morning and evening, so that when the order came it came in a voice that everybody knew. In Albay the storm room moves people under blue skies, and says so when it has moved them for nothing. Neither place is rich. The gauges in the moraine cost less than a tent. What both have bought with years of tedious honesty is the one thing which cannot be sent by air in a crisis, and that is trust.',
      },
      {
        p: 'Port Merrow lies a metre and a half above a spring tide. It has a flood siren, tested on the first Monday of the month, and a survey last year found that of those who live within its sound two in three did not know what they should do if it went off on a Tuesday. We have the instruments. We lack the habit. A street list of who has no car, a school that knows it is a shelter, one evening a year on which a neighbourhood walks uphill together and has soup at the top: none of this needs a grant. It needs somebody to begin, and to go on when nothing happens, which with luck will be for many years. Nothing happening is the point. It has to be worked for like anything else.',
      },
    ],
    state: 'live',
    publishedAt: '2026-11-18T05:00:00Z',
  },
  {
    key: 'leader-allotments',
    headline: 'Give the allotments their water back',
    slugline: 'LEADER-allotments',
    section,
    language,
    tags: ['food', 'water'],
    editionDate: '2026-11-18',
    editionRank: 3,
    body: allotments,
    state: 'live',
    publishedAt: '2026-11-18T05:00:00Z',
    republished: [
      {
        changeType: 'update',
        publicNote: 'Updated after Merrow Water and the council agreed to share the cost of the repair.',
        edit: {
          standfirst:
            'The valve is to be mended by Christmas. That it took a headline should give both sides pause.',
          body: [
            ...allotments,
            {
              p: 'Since this was first printed, the company and the council have told us that each will pay half and that the water will run again before Christmas. We are grateful, and so are the leeks.',
            },
          ],
        },
      },
    ],
  },
  {
    key: 'leader-bridge',
    headline: 'Late, dear, and worth keeping',
    standfirst: 'The swing bridge is back. Let the grease be kept in the budget this time.',
    slugline: 'LEADER-bridge',
    section,
    language,
    tags: ['harbour', 'heritage'],
    editionDate: '2026-11-19',
    editionRank: 1,
    body: bridge,
    state: 'live',
    publishedAt: '2026-11-19T05:00:00Z',
    republished: [
      {
        changeType: 'update',
        edit: {
          body: [
            ...bridge,
            {
              p: 'The council now says that its engineers’ reports of the past two years will be laid out at the Custom House a week before the meeting. That is a good beginning. Bring a thermos; there are a great many of them.',
            },
          ],
        },
      },
    ],
  },
  {
    key: 'leader-minutes',
    headline: 'Somebody should read the minutes, and be able to',
    slugline: 'LEADER-minutes',
    section,
    language,
    tags: ['council', 'open government'],
    editionDate: '2026-11-19',
    editionRank: 2,
    body: [
      {
        p: 'The council of this city met 214 times last year, in full, in committee and in what it calls working parties, and kept minutes of every meeting. The law requires that they be published. So they are: as photographs of printed pages, in no order, under names such as “scan_0091_final_B”. A reader who wishes to know who voted to cut the bridge’s grease can find it out. It took this newspaper nine days, and we do it for a living.',
      },
      {
        p: 'We do not think that anything is being hidden. It is worse than that: nobody has thought about who might look. The clerk’s office has three people and a machine that was new when the trams ran. Asked for a list of votes by member, it replied, with perfect courtesy, that none had ever been requested. Yet the office types every one of these pages on a computer before it prints them out, signs them and takes their picture. At some moment each morning the record of our government is in good order, searchable and complete, and then somebody lays it on the glass.',
      },
      {
        p: 'The cure is to leave out a step. Publish the text as it was typed, with a date, a committee and a list of those present, and put the signed page beside it for whoever needs the ink. Number the decisions. Say how each member voted, also where nobody called for a count. Neighbouring towns with half our staff do it, and one has been kind enough to offer its template for nothing. We would go further, and read a page of it aloud at the start of each meeting, to see whether those who wrote it can follow it; but one reform at a time. Everybody keeps watch for the locked drawer. More often, in our experience, the public’s business is lost in plain sight, in a bad scan.',
      },
    ],
    state: 'live',
    publishedAt: '2026-11-19T05:00:00Z',
  },
  {
    key: 'leader-apostrophe',
    headline: 'The sailors’ steps, or the sailor’s?',
    slugline: 'LEADER-apostrophe',
    section,
    language,
    tags: ['heritage', 'language'],
    editionDate: '2026-11-19',
    editionRank: 3,
    body: [
      {
        p: 'The council has put up a sign. It is a handsome sign, cast iron, white upon green, at the foot of the stairs that lead from Quayside to the Mission, and it says SAILORS STEPS. The letters had not been dry for an hour before somebody had added an apostrophe in chalk, in front of the S. By evening it had been rubbed out and put behind it. At the last count there had been eleven changes, one of them in gold leaf, and a small crowd now gathers at noon.',
      },
      {
        p: 'One school holds that the steps belong to all sailors. The other is able to name the one: Ezekiel Trott, mate of a collier, who built the first dozen in 1823 to settle a bet and was found on the twelfth, having won it. The council, wishing to offend nobody, left the mark out altogether, and has offended everybody, which was to be foreseen. An apostrophe is a very small thing. So is a rivet, and the city has learnt something this year about what depends on those.',
      },
      {
        p: 'Our own style book is clear, and has been since 1902: where a place is named for one person, say so, and where it is named for many, say that. It is silent on bets. We have therefore been to the archive, where the first map to show the stairs, of 1831, has “Sailor’s Steps” in a firm clerkly hand, with the stroke between the R and the S as plain as a mast. That ought to be the end of it. We doubt that it will be. There are worse things for a city to quarrel over in November than whom its stairs belong to, and few quarrels that are carried on with chalk, by daylight, with so many people looking up as they go by. Let the sign be corrected, and let the chalk be left out for the children.',
      },
    ],
    state: 'live',
    publishedAt: '2026-11-19T05:00:00Z',
  },
  {
    key: 'leader-budget',
    headline: 'A budget that the city can read',
    slugline: 'LEADER-budget',
    section,
    language,
    tags: ['council'],
    editionDate: '2026-11-20',
    editionRank: 1,
    body: [
      {
        p: 'On Dec 10 the council will be asked to agree to spend £611 million. The paper that explains what on has 288 pages and arrives, by custom, on the Monday before. A member who read through two nights without sleep could finish it in time for the debate, and a few will claim to have done so. The rest will vote as they are advised by those who wrote it. There is no scandal in this. It is merely a poor way to run anything larger than a whist drive.',
      },
      {
        p: 'It need not be like this. A budget is a list of choices, and there are seldom more than thirty that matter. Should the library at Tolgarth open on Saturdays, or the baths on Sundays? Is it to be lamps on the ring road, or kerbs? Put each on one page: what it costs, whom it helps, what is given up for it, and which officer will answer for it a year from now. The other 258 pages can follow for those who enjoy them. We count ourselves among these, and even we would start with the thirty.',
      },
      {
        p: 'The treasurer objects that to simplify is to mislead. It can be. But the present document misleads as well, by its bulk, as a hedge misleads a person who is looking for the gate. He might consider what happened with the bridge, where a saving of £40,000 lay for ten years on page 173, under “sundry”, in a table that nobody is known to have questioned, until it had cost the city £11.6 million. A reader with one page in front of her would have asked what grease is for. Somebody would have told her. That is all that we ask of a budget: that it should be possible, at a reasonable hour, for a person of ordinary patience, to put the next question.',
      },
    ],
    state: 'approved',
    comments: [
      {
        by: 'managing_editor',
        text: 'For Friday, first leader. Hold the line about the whist drive against all comers.',
      },
    ],
  },
];
