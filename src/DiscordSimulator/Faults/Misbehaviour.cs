namespace Atelier.DiscordSimulator.Faults;

/// <summary>What goes wrong on Discord's side.</summary>
internal sealed class Misbehaviour
{
    private readonly Lock _gate = new();
    private readonly List<Planned> _planned = [];

    /// <summary>Heartbeats are not answered.</summary>
    public volatile bool IgnoresHeartbeats;

    /// <summary>The token is refused: 401, and 4004 by the gateway.</summary>
    public volatile bool RefusesToken;

    /// <summary>Interactions are kept back until <see cref="DiscordState"/>'s owner releases them.</summary>
    public volatile bool HoldsInteractions;

    /// <summary>How often each interaction is delivered.</summary>
    public volatile int Deliveries = 1;

    /// <summary>The close code that every identification gets: 4014, as where an intent is not granted; 0 for none.</summary>
    public volatile int RefusesIdentifyWith;

    /// <summary>The next calls to a route get an answer of this kind.</summary>
    /// <param name="route">As <c>POST /channels/{channel_id}/messages</c>, or <c>*</c> for any.</param>
    /// <param name="times">How many.</param>
    /// <param name="status">500 to 504.</param>
    /// <param name="afterDoing">Whether the calls are done all the same.</param>
    public void Fail(string route, int times = 1, int status = 503, bool afterDoing = false) =>
        Plan(route, times, new Fault(status, AfterDoing: afterDoing));

    /// <summary>The next calls to a route are refused for a while, which nobody could foresee.</summary>
    public void Limit(string route, TimeSpan retryAfter, int times = 1, bool isGlobal = false) =>
        Plan(route, times, new Fault(429, retryAfter, isGlobal));

    /// <summary>The next calls to a route take so long.</summary>
    public void Delay(string route, TimeSpan delay, int times = 1) => Plan(route, times, new Fault(null, Delay: delay));

    public Fault? Take(string route)
    {
        lock (_gate)
        {
            var planned = _planned.Find(each => each.Left > 0 && (each.Route == "*" || each.Route == route));
            if (planned is null)
            {
                return null;
            }

            planned.Left--;
            return planned.Fault;
        }
    }

    private void Plan(string route, int times, Fault fault)
    {
        lock (_gate)
        {
            _planned.Add(new Planned(route, fault) { Left = times });
        }
    }

    private sealed class Planned(string route, Fault fault)
    {
        public string Route => route;

        public Fault Fault => fault;

        public int Left { get; set; }
    }
}
