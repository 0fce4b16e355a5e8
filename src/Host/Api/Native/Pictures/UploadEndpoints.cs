using Atelier.Diffusion.Imaging;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Inputs;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native.Pictures;

/// <summary><c>/api/v1/uploads</c>: pictures that requests begin with.</summary>
internal static class UploadEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var uploads = api.MapGroup("/uploads").WithTags("Pictures");
        uploads.MapPost("", CreateAsync).RequireRole(Role.User).TakesPicture().Produces<UploadView>(StatusCodes.Status201Created)
            .WithSummary("Keeps a PNG, JPEG or WebP picture for requests to name: for a day, or as long as a job's record names it.");
        uploads.MapGet("/{hash}", GetAsync).RequireRole(Role.Viewer).Produces<byte[]>(contentType: "image/png")
            .WithSummary("An upload's file, for who uploaded it.");
    }

    private static async Task<IResult> CreateAsync(HttpContext context, Uploads uploads, CancellationToken cancellation)
    {
        var file = await PictureBody.ReadAsync(context.Request, cancellation);
        var upload = await uploads.KeepAsync(file, PictureHeader.Read(file), context.Caller().Name, cancellation);
        return Results.Created($"/api/v1/uploads/{upload.Hash}", UploadView.Of(upload));
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, string hash, IUploadStore uploads, IPictureFiles files, CancellationToken cancellation)
    {
        var caller = context.Caller();
        return await uploads.FindAsync(hash, caller.Role >= Role.Operator ? null : caller.Name, cancellation) is { } upload
            ? PictureFiles.Send(context, files, upload.Hash, $"image/{upload.Format}")
            : throw new ApiException(ApiError.NotFound("there is no upload of this hash"));
    }
}
