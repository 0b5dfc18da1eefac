// What is expected of each fault for what has no status (policies, endpoint groups): done with the reply to the write.
// A column per moment: outcome, then the most requests and the most seconds of waiting. How to read it is in table.ts, why it is so in reasons.ts.

/** One line per fault: name, how long it lasts, and the eight moments from create to the end of a delete. */
export const PLAIN = `
429 with Retry-After                     ; once     ; done 3/11    ; done 4/10      ; – ; done 3/9  ; done 4/9  ; – ; done 3/9  ; –
429 with Retry-After                     ; for good ; nothing 6/43 ; nothing 8/41   ; – ; old 7/40  ; old 7/40  ; – ; old 7/40  ; –
429 without Retry-After                  ; once     ; done 3/2     ; done 4/2       ; – ; done 3/1  ; done 4/2  ; – ; done 3/1  ; –
429 without Retry-After                  ; for good ; nothing 6/12 ; nothing 8/11   ; – ; old 7/10  ; old 7/10  ; – ; old 7/10  ; –
500                                      ; once     ; done 3/1     ; done 8/30      ; – ; done 3/1  ; done 4/1  ; – ; done 3/1  ; –
500                                      ; for good ; nothing 6/12 ; nothing 51/75  ; – ; old 7/10  ; old 7/10  ; – ; old 7/10  ; –
502 with a web page                      ; once     ; done 3/1     ; done 8/30      ; – ; done 3/1  ; done 4/1  ; – ; done 3/1  ; –
502 with a web page                      ; for good ; nothing 6/12 ; nothing 51/75  ; – ; old 7/10  ; old 7/10  ; – ; old 7/10  ; –
503, Retry-After in seconds              ; once     ; done 3/9     ; done 7/30      ; – ; done 3/7  ; done 4/7  ; – ; done 3/7  ; –
503, Retry-After in seconds              ; for good ; nothing 6/32 ; nothing 16/73  ; – ; old 7/29  ; old 7/29  ; – ; old 7/29  ; –
503, Retry-After as a date               ; once     ; done 3/13    ; done 7/30      ; – ; done 3/11 ; done 4/11 ; – ; done 3/11 ; –
503, Retry-After as a date               ; for good ; nothing 6/55 ; nothing 16/123 ; – ; old 7/51  ; old 7/51  ; – ; old 7/51  ; –
504, the server did not act              ; once     ; done 3/1     ; done 8/30      ; – ; done 3/1  ; done 4/1  ; – ; done 3/1  ; –
504, the server did not act              ; for good ; nothing 6/12 ; nothing 51/75  ; – ; old 7/10  ; old 7/10  ; – ; old 7/10  ; –
504, the server acted                    ; once     ; done 3/1     ; done 4/5       ; – ; done 3/1  ; done 4/1  ; – ; done 4/1  ; –
504, the server acted                    ; for good ; nothing 6/12 ; left 51/75     ; – ; old 7/10  ; old 7/10  ; – ; gone 7/10 ; –
504, the server acts 3 s later           ; once     ; done 3/1     ; done 4/5       ; – ; done 3/1  ; done 4/1  ; – ; done 4/1  ; –
504, the server acts 3 s later           ; for good ; nothing 6/12 ; left 51/75     ; – ; old 7/10  ; old 7/10  ; – ; gone 7/10 ; –
connection reset before the server acted ; once     ; done 3/1     ; done 8/30      ; – ; done 3/1  ; done 4/1  ; – ; done 3/1  ; –
connection reset before the server acted ; for good ; nothing 6/12 ; nothing 51/75  ; – ; old 7/10  ; old 7/10  ; – ; old 7/10  ; –
connection reset after the server acted  ; once     ; done 3/1     ; done 4/5       ; – ; done 3/1  ; done 4/1  ; – ; done 4/1  ; –
connection reset after the server acted  ; for good ; nothing 6/12 ; left 51/75     ; – ; old 7/10  ; old 7/10  ; – ; gone 7/10 ; –
reply cut off in its JSON                ; once     ; done 3/1     ; done 4/5       ; – ; done 3/1  ; done 4/1  ; – ; done 4/1  ; –
reply cut off in its JSON                ; for good ; nothing 6/12 ; left 51/75     ; – ; old 7/10  ; old 7/10  ; – ; gone 7/10 ; –
200 with a web page                      ; once     ; done 3/1     ; done 8/30      ; – ; done 3/1  ; old 2/1   ; – ; old 2/1   ; –
200 with a web page                      ; for good ; nothing 6/12 ; nothing 51/75  ; – ; old 7/10  ; old 2/1   ; – ; old 2/1   ; –
no reply at all                          ; once     ; done 3/1     ; done 4/5       ; – ; done 3/1  ; done 4/1  ; – ; done 4/1  ; –
no reply at all                          ; for good ; nothing 6/12 ; left 23/31     ; – ; old 7/10  ; old 7/10  ; – ; gone 7/10 ; –
slow reply                               ; once     ; done 2/1     ; done 3/2       ; – ; done 2/1  ; done 3/1  ; – ; done 2/1  ; –
slow reply                               ; for good ; done 2/1     ; done 3/2       ; – ; done 2/1  ; done 3/1  ; – ; done 2/1  ; –
connection refused (server restarting)   ; once     ; done 2/5     ; done 7/30      ; – ; done 2/4  ; done 3/4  ; – ; done 2/4  ; –
connection refused (server restarting)   ; for good ; nothing 0/12 ; nothing 2/75   ; – ; old 1/10  ; old 1/10  ; – ; old 1/10  ; –
host name not resolvable                 ; for good ; nothing 0/12 ; –              ; – ; old 1/10  ; old 1/10  ; – ; old 1/10  ; –
401 in mid-run                           ; once     ; done 3/1     ; done 4/2       ; – ; done 3/1  ; done 4/1  ; – ; done 3/1  ; –
401 in mid-run                           ; for good ; nothing 2/1  ; nothing 4/2    ; – ; old 3/1   ; old 3/1   ; – ; old 3/1   ; –
404 of a gateway that knows no VPNs      ; once     ; nothing 2/1  ; nothing 3/2    ; – ; old 3/1   ; old 2/1   ; – ; old 3/1   ; –
404 of a gateway that knows no VPNs      ; for good ; nothing 2/1  ; nothing 4/2    ; – ; old 3/1   ; old 3/1   ; – ; old 3/1   ; –
404 about a route                        ; once     ; nothing 2/1 ; nothing 3/2 ; – ; old 4/1 ; old 2/1 ; – ; old 4/1 ; –
404 about a route                        ; for good ; nothing 2/1 ; nothing 3/2 ; – ; old 4/1 ; old 2/1 ; – ; old 4/1 ; –
reply about another object               ; for good ; nothing 2/1 ; – ; – ; old 2/1 ; old 2/1 ; – ; – ; –
in use (409)                             ; once     ; –            ; –              ; – ; –         ; old 2/1   ; – ; done 5/4  ; –
in use (409)                             ; for good ; –            ; –              ; – ; –         ; old 2/1   ; – ; old 17/60 ; –
in use (400)                             ; once     ; –            ; –              ; – ; –         ; –         ; – ; done 5/4  ; –
in use (400)                             ; for good ; –            ; –              ; – ; –         ; –         ; – ; old 17/60 ; –
400 because pending                      ; once     ; –            ; done 6/5       ; – ; –         ; done 9/4  ; – ; done 5/4  ; –
400 because pending                      ; for good ; –            ; nothing 16/61  ; – ; –         ; old 29/60 ; – ; old 17/60 ; –
`;
