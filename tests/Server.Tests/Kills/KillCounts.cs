using System.Globalization;

namespace Atelier.Server.Tests.Kills;

/// <summary>What came of killing a server and its worker again and again.</summary>
/// <param name="Kills">How often one or both were killed.</param>
/// <param name="Accepted">Jobs that the server said it had accepted.</param>
/// <param name="Lost">Of those, the ones that are not there or did not end with their pictures.</param>
/// <param name="Twice">Of those, the ones that ended more than once, or have more pictures than were asked for.</param>
/// <param name="Time">What it took.</param>
/// <param name="HalfWritten">Pictures whose file is missing or is not what its name says, and a database that is damaged.</param>
internal sealed record KillCounts(int Kills, int Accepted, int Lost, int Twice, int HalfWritten, TimeSpan Time)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"kills {Kills}, accepted {Accepted}, lost {Lost}, twice {Twice}, half-written {HalfWritten}, seconds {Time.TotalSeconds:0}");
}
