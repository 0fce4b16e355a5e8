using Atelier.Generation;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>What is posted to make pictures: the fields of a request, and <c>priority</c> and <c>webhook</c> beside them.</summary>
internal sealed record JobBody(GenerationRequest Request, int Priority, JobWebhookBody? Webhook = null);
