// What is expected of each fault for a VPN service: it is read back after a write, but rests in PENDING_CREATE without a connection.
// A column per moment: outcome, then the most requests and the most seconds of waiting. How to read it is in table.ts, why it is so in reasons.ts.

/** One line per fault: name, how long it lasts, and the eight moments from create to the end of a delete. */
export const SERVICE = `
429 with Retry-After                     ; once     ; done 4/12    ; done 5/10      ; done 5/9   ; done 3/9  ; done 4/9  ; done 4/9   ; done 4/9  ; done 4/9
429 with Retry-After                     ; for good ; nothing 6/43 ; nothing 8/41   ; kept 9/40  ; old 7/40  ; old 7/40  ; kept 8/40  ; old 7/40  ; gone 8/40
429 without Retry-After                  ; once     ; done 4/2     ; done 5/3       ; done 5/1   ; done 3/1  ; done 4/2  ; done 4/2   ; done 4/2  ; done 4/1
429 without Retry-After                  ; for good ; nothing 6/12 ; nothing 8/11   ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old 7/10  ; gone 8/10
500                                      ; once     ; done 4/1     ; done 9/30      ; done 5/1   ; done 3/1  ; done 4/2  ; done 4/2   ; done 4/1  ; done 4/1
500                                      ; for good ; nothing 6/12 ; nothing 51/75  ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old 7/10  ; gone 8/10
502 with a web page                      ; once     ; done 4/1     ; done 9/30      ; done 5/1   ; done 3/1  ; done 4/2  ; done 4/2   ; done 4/1  ; done 4/1
502 with a web page                      ; for good ; nothing 6/12 ; nothing 51/75  ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old 7/10  ; gone 8/10
503, Retry-After in seconds              ; once     ; done 4/10    ; done 8/30      ; done 5/7   ; done 3/7  ; done 4/7  ; done 4/7   ; done 4/7  ; done 4/7
503, Retry-After in seconds              ; for good ; nothing 6/32 ; nothing 16/73  ; kept 9/29  ; old 7/29  ; old 7/29  ; kept 8/29  ; old 7/29  ; gone 8/29
503, Retry-After as a date               ; once     ; done 4/14    ; done 8/30      ; done 5/11  ; done 3/11 ; done 4/11 ; done 4/11  ; done 4/11 ; done 4/11
503, Retry-After as a date               ; for good ; nothing 6/55 ; nothing 16/123 ; kept 9/51  ; old 7/51  ; old 7/51  ; kept 8/51  ; old 7/51  ; gone 8/51
504, the server did not act              ; once     ; done 4/1     ; done 9/30      ; done 5/1   ; done 3/1  ; done 4/2  ; done 4/2   ; done 4/1  ; done 4/1
504, the server did not act              ; for good ; nothing 6/12 ; nothing 51/75  ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old 7/10  ; gone 8/10
504, the server acted                    ; once     ; done 4/1     ; done 5/5       ; done 5/1   ; done 3/1  ; done 4/2  ; done 4/2   ; done 4/1  ; done 4/1
504, the server acted                    ; for good ; nothing 6/12 ; left 51/75     ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; gone 7/10 ; gone 8/10
504, the server acts 3 s later           ; once     ; done 4/1     ; done 5/5       ; done 5/1   ; done 3/1  ; done 4/2  ; done 4/2   ; done 4/1  ; done 4/1
504, the server acts 3 s later           ; for good ; nothing 6/12 ; left 51/75     ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; gone 7/10 ; gone 8/10
connection reset before the server acted ; once     ; done 4/1     ; done 9/30      ; done 5/1   ; done 3/1  ; done 4/2  ; done 4/2   ; done 4/1  ; done 4/1
connection reset before the server acted ; for good ; nothing 6/12 ; nothing 51/75  ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old 7/10  ; gone 8/10
connection reset after the server acted  ; once     ; done 4/1     ; done 5/5       ; done 5/1   ; done 3/1  ; done 4/2  ; done 4/2   ; done 4/1  ; done 4/1
connection reset after the server acted  ; for good ; nothing 6/12 ; left 51/75     ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; gone 7/10 ; gone 8/10
reply cut off in its JSON                ; once     ; done 4/1     ; done 5/5       ; done 5/1   ; done 3/1  ; done 4/2  ; done 4/2   ; done 4/1  ; done 4/1
reply cut off in its JSON                ; for good ; nothing 6/12 ; left 51/75     ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; gone 7/10 ; gone 8/10
200 with a web page                      ; once     ; done 4/1     ; done 9/30      ; done 5/1   ; done 3/1  ; old 2/2   ; done 4/2   ; old 2/1   ; done 4/1
200 with a web page                      ; for good ; nothing 6/12 ; nothing 51/75  ; kept 9/10  ; old 7/10  ; old 2/2   ; kept 8/10  ; old 2/1   ; gone 8/10
no reply at all                          ; once     ; done 4/1     ; done 5/5       ; done 5/1   ; done 3/1  ; done 4/2  ; done 4/2   ; done 4/1  ; done 4/1
no reply at all                          ; for good ; nothing 6/12 ; left 23/31     ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; gone 7/10 ; gone 8/10
slow reply                               ; once     ; done 3/1     ; done 4/2       ; done 4/1   ; done 2/1  ; done 3/2  ; done 3/2   ; done 3/1  ; done 3/1
slow reply                               ; for good ; done 3/1     ; done 4/2       ; done 4/1   ; done 2/1  ; done 3/2  ; done 3/2   ; done 3/1  ; done 3/1
connection refused (server restarting)   ; once     ; done 3/5     ; done 8/30      ; done 4/4   ; done 2/4  ; done 3/4  ; done 3/4   ; done 3/4  ; done 3/4
connection refused (server restarting)   ; for good ; nothing 0/12 ; nothing 2/75   ; kept 3/10  ; old 1/10  ; old 1/10  ; kept 2/10  ; old 1/10  ; gone 2/10
host name not resolvable                 ; for good ; nothing 0/12 ; –              ; –          ; old 1/10  ; old 1/10  ; –          ; old 1/10  ; –
401 in mid-run                           ; once     ; done 4/1     ; done 5/2       ; done 5/1   ; done 3/1  ; done 4/2  ; done 4/2   ; done 4/1  ; done 4/1
401 in mid-run                           ; for good ; nothing 2/1  ; nothing 4/2    ; kept 5/1   ; old 3/1   ; old 3/2   ; kept 4/2   ; old 3/1   ; gone 4/1
token expires while waiting              ; once     ; –            ; –              ; –          ; –         ; –         ; done 35/61 ; –         ; –
status ERROR                             ; for good ; –            ; –              ; –          ; done 2/1  ; –         ; kept 4/2   ; –         ; –
status stuck in PENDING_*                ; for good ; –            ; –              ; –          ; done 2/1  ; –         ; kept 37/60 ; –         ; –
unknown status                           ; for good ; –            ; –              ; –          ; done 2/1  ; –         ; done 4/2   ; –         ; –
404 right after create                   ; once     ; –            ; –              ; done 7/4   ; –         ; –         ; –          ; –         ; –
404 right after create                   ; for good ; –            ; –              ; kept 32/39 ; –         ; –         ; –          ; –         ; –
404 of a gateway that knows no VPNs      ; once     ; nothing 2/1  ; nothing 3/2    ; done 5/2   ; old 3/1   ; old 2/2   ; done 5/2   ; old 3/1   ; done 5/3
404 of a gateway that knows no VPNs      ; for good ; nothing 2/1  ; nothing 4/2    ; kept 32/39 ; old 3/1   ; old 3/2   ; kept 4/2   ; old 3/1   ; gone 4/3
404 about a route                        ; once     ; nothing 2/1 ; nothing 3/2 ; done 7/4 ; old 4/1 ; old 2/1 ; done 6/3 ; old 4/1 ; done 8/5
404 about a route                        ; for good ; nothing 2/1 ; nothing 3/2 ; kept 33/39 ; old 4/1 ; old 2/1 ; done 6/3 ; old 4/1 ; done 8/5
reply about another object               ; for good ; nothing 2/1 ; – ; kept 4/2 ; old 2/1 ; old 2/1 ; kept 3/3 ; – ; gone 3/1
reads lag 4 s behind the write           ; once     ; – ; – ; done 12/6 ; – ; – ; done 11/6 ; – ; done 11/6
PENDING_* begins 0.8 s after the write   ; once     ; – ; – ; – ; – ; – ; done 4/4 ; – ; –
PENDING_* begins 0.8 s after the write   ; for good ; – ; – ; – ; – ; – ; kept|done 4/4 ; – ; –
in use (409)                             ; once     ; –            ; –              ; –          ; –         ; –         ; –          ; done 6/4  ; –
in use (409)                             ; for good ; –            ; –              ; –          ; –         ; –         ; –          ; old 17/60 ; –
in use (400)                             ; once     ; –            ; –              ; –          ; –         ; –         ; –          ; done 6/4  ; –
in use (400)                             ; for good ; –            ; –              ; –          ; –         ; –         ; –          ; old 17/60 ; –
400 because pending                      ; once     ; –            ; done 7/5       ; –          ; –         ; later 4/2 ; –          ; done 6/4  ; –
400 because pending                      ; for good ; –            ; nothing 16/61  ; –          ; –         ; later 4/2 ; –          ; old 17/60 ; –
`;
