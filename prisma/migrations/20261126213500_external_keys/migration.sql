-- CreateTable
CREATE TABLE "ExternalKey" (
    "type" TEXT NOT NULL,
    "scope" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,

    CONSTRAINT "ExternalKey_pkey" PRIMARY KEY ("type","scope","key")
);

-- CreateIndex
CREATE INDEX "ExternalKey_subjectId_idx" ON "ExternalKey"("subjectId");
