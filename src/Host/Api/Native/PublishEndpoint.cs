using System.Text.Json;
using Atelier.Diffusion.Imaging;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Api.Native.Pictures;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Inputs;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native;

/// <summary><c>POST /api/v1/published/{name}</c>: what scripts publish, by the same door as recipes.</summary>
internal static class PublishEndpoint
{
    private static readonly JsonElement Site = JsonSerializer.SerializeToElement(new { kind = TargetKinds.Site });

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/published/{name}", PublishAsync).RequireRole(Role.Operator).WithTags("Published").TakesUpTo(BodyLimit.Upload)
        .Accepts<PublishBody>("application/json").Produces<PublishReportView>()
        .WithSummary("Publishes a picture under a name: on the server's own site, or where its targets say.");

    private static async Task<PublishReportView> PublishAsync(
        HttpContext context, string name, PictureIntake intake, IPublisher publisher, Ulids ids, AuditLog audit, TimeProvider time,
        IHostApplicationLifetime lifetime)
    {
        var body = await StrictJson.ReadAsync<PublishBody>(context.Request, context.RequestAborted);
        var caller = context.Caller();
        var file = await intake.ReadAsync("picture", body.Picture, caller.Name, caller.Role >= Role.Operator, context.RequestAborted);
        var header = PictureHeader.Read(file);
        var picture =
            new PublishedFile(
                $"{name}.{PictureFiles.ExtensionOf(header.Format)}", $"image/{header.Format}", header.Width, header.Height, file);
        var publication = new Publication(name, ids.Next(), time.GetUtcNow(), [picture], body.Details?.GetRawText() ?? "{}")
        {
            Alt = body.Alt,
            Owner = caller.Name,
        };
        try
        {
            // Who hangs up does not leave half of the targets behind.
            var report = await publisher.PublishAsync(publication, body.Targets ?? [Site], lifetime.ApplicationStopping);
            await audit.WriteAsync(caller.Name, "published.add", $"{name} {report.Version}", CancellationToken.None);
            return new PublishReportView(report.Name, report.Version, report.Places);
        }
        catch (RunException exception)
        {
            throw new ApiException(exception.Place is { } field
                ? ApiError.Invalid(
                    field, exception.Message.StartsWith($"{field} ", StringComparison.Ordinal)
                        ? exception.Message[(field.Length + 1)..]
                        : exception.Message)
                : new ApiError(StatusCodes.Status502BadGateway, exception.Code, exception.Message));
        }
    }
}
