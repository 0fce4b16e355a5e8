namespace Atelier.FrontEnds;

/// <summary>
/// A way in from another place, such as a chat. It runs in the server's process, in a plugin whose manifest says <c>"runsIn": "server"</c>,
/// and has the same queue as everything else.
/// </summary>
public interface IFrontEnd : INamed
{
    /// <summary>
    /// Begins. Called anew whenever the server starts, the plugin or its options change, or the last session failed. Returns quickly.
    /// </summary>
    /// <param name="host">What the server lends for as long as the session lasts.</param>
    IFrontEndSession Open(IFrontEndHost host);

    /// <summary>
    /// Looks whether all that it needs from outside is as it should be, for those who set it up, also where no session runs. Changes
    /// nothing.
    /// </summary>
    /// <param name="publicAddress">As <see cref="IFrontEndHost.PublicAddress"/>.</param>
    /// <param name="time">The time, and timers.</param>
    /// <param name="cancellation">Gives up looking.</param>
    /// <returns>What it found, in the order in which it is mended. Default: nothing.</returns>
    Task<IReadOnlyList<FrontEndFinding>> CheckAsync(Uri? publicAddress, TimeProvider time, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<FrontEndFinding>>([]);
}

/// <summary>A front end at work.</summary>
public interface IFrontEndSession
{
    /// <summary>
    /// Works until it is told to stop. Then it takes in nothing new, leaves in <see cref="IFrontEndHost.Store"/> what the next session goes
    /// on with, and returns within ten seconds. Throws <see cref="FrontEndException"/> where only people can mend what is wrong; after
    /// anything else it is opened anew, after waits that grow.
    /// </summary>
    /// <param name="stop">Asks it to stop.</param>
    Task RunAsync(CancellationToken stop);

    /// <summary>
    /// Answers a request to <c>/NAME/…</c>, which anybody on the network can send: the front end itself finds out who it is from. Called
    /// while the session runs.
    /// </summary>
    /// <param name="call">The request.</param>
    /// <param name="cancellation">The caller has gone.</param>
    /// <returns>Null where there is nothing at that address: the caller gets a 404. Default: null.</returns>
    Task<FrontEndAnswer?> AnswerAsync(FrontEndCall call, CancellationToken cancellation) => Task.FromResult<FrontEndAnswer?>(null);
}

/// <summary>
/// A front end cannot work until somebody changes something. It stays failed, with this reason, until its plugin or options change.
/// </summary>
/// <param name="message">One line, for people: what is wrong and what would be right. No secrets.</param>
public class FrontEndException(string message) : Exception(message);

/// <summary>A request to a front end.</summary>
/// <param name="Method"><c>GET</c>, <c>POST</c>, ….</param>
/// <param name="Path">What follows <c>/NAME/</c>, decoded.</param>
/// <param name="Headers">By name, without case; several values of one are joined by a comma.</param>
/// <param name="Body">As it came, at most 256 KB.</param>
public sealed record FrontEndCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>A front end's answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type of the body; null without one.</param>
/// <param name="Body">The body; empty without one.</param>
public sealed record FrontEndAnswer(int Status, string? ContentType, byte[] Body);
