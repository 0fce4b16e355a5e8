using System.Text.Json.Serialization;

namespace Atelier.Host.Scripting;

/// <summary>What a compiler says of a script.</summary>
/// <param name="File">The script, or what it loads, relative to the script's folder.</param>
/// <param name="Line">Counts from 1.</param>
/// <param name="Column">Counts from 1.</param>
/// <param name="Severity">One of <see cref="Error"/> and <see cref="Warning"/>.</param>
/// <param name="Id">The compiler's number: <c>CS1002</c>; <c>ATELIER001</c> and on are our own.</param>
/// <param name="Message">One line.</param>
internal sealed record ScriptProblem(string File, int Line, int Column, string Severity, string Id, string Message)
{
    public const string Error = "error";

    public const string Warning = "warning";

    [JsonIgnore]
    public bool IsError => Severity == Error;

    /// <summary>As compilers write it, so that editors and terminals find the place.</summary>
    public override string ToString() => $"{File}({Line},{Column}): {Severity} {Id}: {Message}";
}
