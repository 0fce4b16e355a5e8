using Atelier.Jobs;

namespace Atelier.FrontEnds;

/// <summary>What the server lends a front end's session. All of it may be called from any thread.</summary>
public interface IFrontEndHost
{
    /// <summary>
    /// The queue. Owners are the front end's users, spelled <c>NAME:USER</c> (<c>discord:1234</c>); another owner is refused. The source is
    /// the front end's name.
    /// </summary>
    IGenerationQueue Queue { get; }

    /// <summary>The jobs of this front end's owners.</summary>
    IFrontEndJobs Jobs { get; }

    /// <summary>What can be asked for.</summary>
    IFrontEndCatalog Catalog { get; }

    /// <summary>Pictures, and work on them.</summary>
    IFrontEndPictures Pictures { get; }

    /// <summary>Pictures that are made again and again.</summary>
    IFrontEndSchedules Schedules { get; }

    /// <summary>What is remembered from session to session.</summary>
    IFrontEndStore Store { get; }

    /// <summary>The time, and timers.</summary>
    TimeProvider Time { get; }

    /// <summary>
    /// The address at which people reach the server, to link to pictures; null where it is not set or not reachable from elsewhere.
    /// </summary>
    Uri? PublicAddress { get; }

    /// <summary>Says in a line how it stands (<c>connected as Atelier to 3 servers</c>), for the API and the page.</summary>
    /// <param name="state">One line without secrets.</param>
    void Report(string state);

    /// <summary>Writes to the server's log.</summary>
    /// <param name="level">How bad it is.</param>
    /// <param name="message">One line without secrets.</param>
    void Log(FrontEndLogLevel level, string message);
}

/// <summary>How bad something is.</summary>
public enum FrontEndLogLevel
{
    /// <summary>For those who look for a fault.</summary>
    Debug,

    /// <summary>As it should be.</summary>
    Information,

    /// <summary>Something went wrong and was dealt with.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Error,
}
