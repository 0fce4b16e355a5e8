using System.Text.Json;
using Atelier.Host.Automation.Publishing;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A picture to be published.</summary>
/// <param name="Picture">An upload, a picture that was made here, a data: URI or base64.</param>
/// <param name="Alt">What it shows, for those who do not see it.</param>
/// <param name="Targets">Where to, each an object with <c>kind</c>, as in recipes. Default: the server's own site.</param>
/// <param name="Details">An object that goes beside it, for all to read.</param>
internal sealed record PublishBody(
    string Picture, string Alt = "", IReadOnlyList<JsonElement>? Targets = null, JsonElement? Details = null);

/// <summary>What was published.</summary>
/// <param name="Version">Its version, which a rollback names.</param>
/// <param name="Places">Where it is.</param>
internal sealed record PublishReportView(string Name, string Version, IReadOnlyList<PublishedPlace> Places);
